'use client'
import { useRoles } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { RolesView } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'

export const Roles = ({ account }: { account: Account }) => <RolesView {...useRoles(useLocale())} held={account.permissions} />
