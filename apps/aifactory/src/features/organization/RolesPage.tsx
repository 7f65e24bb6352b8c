import { useRoles } from '@pantheon/client/react'
import { RolesView } from '@pantheon/ui'
import { useLocale } from '../account/use-locale.ts'
import { useOwnAccount } from './use-own-account.ts'

export const RolesPage = () => <RolesView {...useRoles(useLocale())} held={useOwnAccount().permissions} />
