import type { Invoice } from '@pantheon/contract'
import { languageOf } from '@pantheon/ui'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Downloads an invoice or credit note as a PDF in the user's language. */
export const PdfLink = ({ invoice: { id, kind, number } }: { invoice: Invoice }) => {
  const { t, i18n } = useTranslation()
  return (
    <a
      href={`/api/v1/invoices/${id}/pdf?locale=${languageOf(i18n.language)}`}
      download
      aria-label={t(`invoices.download.${kind}`, { number })}
      className="relative z-1 inline-flex min-h-6 items-center gap-1.5 rounded-control text-accent-text underline-offset-3 hover:underline touch:min-h-11"
    >
      <FileDown aria-hidden className="size-4" />
      PDF
    </a>
  )
}
