import type { ProductCategory } from '@pantheon/contract'
import { createFileRoute } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Catalogue } from '../features/catalogue/Catalogue.tsx'
import { categoryOf } from '../features/catalogue/categories.tsx'
import { Hero } from '../features/catalogue/Hero.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const HomePage = () => {
  const { t } = useTranslation()
  const { q = '', category } = Route.useSearch()
  const navigate = Route.useNavigate()
  usePageTitle(t('nav.catalogue'))
  const onFilter = useCallback(
    (filter: { query: string; category: ProductCategory | undefined }) =>
      void navigate({ search: { q: filter.query === '' ? undefined : filter.query, category: filter.category }, replace: true, resetScroll: false }),
    [navigate],
  )
  return (
    <>
      <Hero />
      <Catalogue query={q} category={category} onFilter={onFilter} />
    </>
  )
}

export const Route = createFileRoute('/')({
  // The first screen comes with the first file: a second round trip would delay what most visitors came to see.
  codeSplitGroupings: [],
  component: HomePage,
  validateSearch: (search: { q?: unknown; category?: unknown }): { q?: string | undefined; category?: ProductCategory | undefined } => ({
    q: typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 100) : undefined,
    category: categoryOf(search.category),
  }),
})
