'use client'
import { useAudit } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { type AuditFilter, AuditView, addressOf, auditFilterOf, queryOf, saveFile } from '@pantheon/ui'
import { useLocale } from '../session/use-locale.ts'
import { useAddress } from './use-address.ts'

export const AuditLog = ({ account: { permissions } }: { account: Account }) => {
  const [address, setAddress] = useAddress()
  const filter = auditFilterOf(address)
  const query = queryOf(filter)
  const audit = useAudit(useLocale(), query, permissions.includes('audit:read'), saveFile)
  return <AuditView {...audit} held={permissions} filter={filter} onFilter={(next: AuditFilter) => setAddress(addressOf(next))} query={query} />
}
