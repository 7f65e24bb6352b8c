import { useAudit } from '@pantheon/client/react'
import { type AuditFilter, AuditView, addressOf, auditFilterOf, queryOf, saveFile } from '@pantheon/ui'
import { useLocale } from '../account/use-locale.ts'
import { useAddress } from './use-address.ts'
import { useOwnAccount } from './use-own-account.ts'

export const AuditPage = () => {
  const { permissions } = useOwnAccount()
  const [address, setAddress] = useAddress()
  const filter = auditFilterOf(address)
  const query = queryOf(filter)
  const audit = useAudit(useLocale(), query, permissions.includes('audit:read'), saveFile)
  return <AuditView {...audit} held={permissions} filter={filter} onFilter={(next: AuditFilter) => setAddress(addressOf(next))} query={query} />
}
