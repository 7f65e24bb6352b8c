import type { Permission } from '@pantheon/contract'
import { Button, NotAllowed, type NotAllowedPlace } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Replaces a page the user lacks the permission for. */
export const NotAllowedPage = ({ permission, page }: { permission: Permission; page: NotAllowedPlace | undefined }) => {
  const { t } = useTranslation()
  const toCatalogue = (
    <Button asChild variant="secondary">
      <Link to="/">{t('state.toCatalogue')}</Link>
    </Button>
  )
  return <NotAllowed permission={permission} page={page} actions={toCatalogue} />
}
