import { zodResolver } from '@hookform/resolvers/zod'
import { ChangePassword, CreateApiKey, DeleteAccount, ForgotPassword, LinkGithub, ResetPassword, SignIn, SignUp, UpdateProfile } from '@pantheon/contract'

/**
 * The contract's schemas as form resolvers. Loaded after the page, because zod is larger than all these views together. Imported by name, so
 * that the rest of the contract is not bundled.
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
