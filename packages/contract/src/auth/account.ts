import { z } from 'zod'
import { organizationRoles, permissions, platformRoles } from '../permissions.ts'
import { Id, Instant, Locale } from '../primitives.ts'

const Email = z.email().max(254).toLowerCase()
const NewPassword = z.string().min(8).max(128)

export const SignUp = z.object({ email: Email, password: NewPassword, name: z.string().trim().min(1).max(120), locale: Locale.default('en') })
export type SignUp = z.infer<typeof SignUp>

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(128) })
export type SignIn = z.infer<typeof SignIn>

export const User = z
  .object({ id: Id, email: z.string(), name: z.string(), role: z.enum(platformRoles), locale: Locale, createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

export const Organization = z.object({ id: Id, name: z.string(), createdAt: Instant }).meta({ id: 'Organization' })
export type Organization = z.infer<typeof Organization>

/** Who is signed in: the person, the organization they act for, and what they may do there. */
export const Account = z
  .object({ user: User, organization: Organization, role: z.enum(organizationRoles), permissions: z.array(z.enum(permissions)) })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof Account>
