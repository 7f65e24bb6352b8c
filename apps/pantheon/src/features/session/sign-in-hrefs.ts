/** The path of each sign-in page. */
export const signInHrefs = { signIn: '/sign-in/', signUp: '/sign-up/', forgotPassword: '/forgot-password/' } as const
