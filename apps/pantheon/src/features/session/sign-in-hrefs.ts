/** Where each page of the door is. */
export const signInHrefs = { signIn: '/sign-in/', signUp: '/sign-up/', forgotPassword: '/forgot-password/' } as const
