import type { Locale } from '@pantheon/contract'
import { useMutation } from '@tanstack/react-query'
import { useAction } from '../account/action.ts'
import { useTRPC } from '../provider.tsx'
import { useRoleList } from './use-members.ts'
import { useOrganizationsChanged } from './use-organizations-changed.ts'

/** Roles, and creating, changing and deleting custom ones. */
export const useRoles = (locale: Locale) => {
  const trpc = useTRPC()
  const onSettled = useOrganizationsChanged()
  const { roles } = trpc.organizations
  return {
    roles: useRoleList(locale),
    create: useAction(useMutation(roles.create.mutationOptions({ onSettled })), locale),
    update: useAction(useMutation(roles.update.mutationOptions({ onSettled })), locale),
    remove: useAction(useMutation(roles.delete.mutationOptions({ onSettled })), locale),
  }
}
