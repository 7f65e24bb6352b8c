import { z } from 'zod'
import { Organization, RoleKey } from '../organizations/organizations.ts'
import { permissions, platformRoles } from '../permissions.ts'
import { Credential, Name } from '../plain-text.ts'
import { Id, Instant, Locale } from '../primitives.ts'
import { Email } from './email.ts'

export const NewPassword = z.string().min(8).max(128)
export const PersonName = Name(120)

export const SignUp = z.object({ email: Email, password: NewPassword, name: PersonName, locale: Locale.default('en') })
export type SignUp = z.infer<typeof SignUp>

export const SignIn = z.object({ email: Email, password: Credential })
export type SignIn = z.infer<typeof SignIn>

export const User = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    role: z.enum(platformRoles),
    locale: Locale,
    isEmailVerified: z.boolean(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

/** The signed-in user, their current organization, and their permissions there. */
export const Account = z
  .object({
    user: User,
    organization: Organization,
    /** A built-in role's name, or the id of a custom role. */
    role: RoleKey,
    /** The display name of the role: for a built-in one its key, for a custom one the name it was given. */
    roleName: z.string(),
    permissions: z.array(z.enum(permissions)),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>

export const UpdateProfile = z.object({ name: PersonName.optional(), locale: Locale.optional() })
export type UpdateProfile = z.infer<typeof UpdateProfile>

export const ChangePassword = z.object({ currentPassword: Credential, newPassword: NewPassword })
export type ChangePassword = z.infer<typeof ChangePassword>
export const ForgotPassword = z.object({ email: Email })
export type ForgotPassword = z.infer<typeof ForgotPassword>
export const ResetPassword = z.object({ token: Credential, newPassword: NewPassword })
export type ResetPassword = z.infer<typeof ResetPassword>
export const VerifyEmail = z.object({ token: Credential })
export type VerifyEmail = z.infer<typeof VerifyEmail>
/** Deleting an account needs the password; an account without one (GitHub only) types its e-mail. */
export const DeleteAccount = z.object({
  confirmation: Credential.meta({ description: 'The password of the account; its e-mail where it has none, as one that signs in with GitHub only' }),
})
export type DeleteAccount = z.infer<typeof DeleteAccount>

/** The sign-in methods of the caller's account, for the settings page. */
export const SignInMethods = z.object({ hasPassword: z.boolean(), github: z.object({ login: z.string() }).nullable() }).meta({ id: 'SignInMethods' })
export type SignInMethods = z.infer<typeof SignInMethods>

/** The output of mutations that return no data. */
export const Done = z.object({ ok: z.literal(true) })
