import { zodResolver } from '@hookform/resolvers/zod'
import { ChangePassword, CreateApiKey, DeleteAccount, ForgotPassword, LinkGithub, ResetPassword, SignIn, SignUp, UpdateProfile } from '@pantheon/contract'

/**
 * The contract's schemas as the forms use them. Fetched after the page: zod weighs more than all these
 * screens together. Named one by one, so that the rest of the contract stays where it is.
 */
export const resolvers = {
  signIn: zodResolver(SignIn),
  signUp: zodResolver(SignUp.omit({ locale: true })),
  forgotPassword: zodResolver(ForgotPassword),
  resetPassword: zodResolver(ResetPassword.pick({ newPassword: true })),
  linkGithub: zodResolver(LinkGithub.pick({ password: true })),
  profile: zodResolver(UpdateProfile.required()),
  changePassword: zodResolver(ChangePassword),
  createApiKey: zodResolver(CreateApiKey),
  deleteAccount: zodResolver(DeleteAccount),
}
export type ResolverName = keyof typeof resolvers
