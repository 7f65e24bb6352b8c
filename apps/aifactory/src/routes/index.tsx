import { cutText, type ProductCategory } from '@pantheon/contract'
import { createFileRoute } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Catalogue } from '../features/catalogue/Catalogue.tsx'
import type { CatalogueFilter } from '../features/catalogue/CatalogueFilters.tsx'
import { type CatalogueSort, catalogueSortOf } from '../features/catalogue/catalogue-sorts.ts'
import { categoryOf } from '../features/catalogue/categories.tsx'
import { Hero } from '../features/catalogue/Hero.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const HomePage = () => {
  const { t } = useTranslation()
  const { q = '', category, sort } = Route.useSearch()
  const navigate = Route.useNavigate()
  usePageTitle(t('nav.catalogue'))
  const filter = useMemo(() => ({ query: q, category, sort }), [q, category, sort])
  const onFilter = useCallback(
    (next: CatalogueFilter) =>
      void navigate({
        search: { q: next.query === '' ? undefined : next.query, category: next.category, sort: next.sort },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  return (
    <>
      <Hero />
      <Catalogue filter={filter} onFilter={onFilter} />
    </>
  )
}

export const Route = createFileRoute('/')({
  // Bundled with the entry chunk: a second round trip would delay the page that most visitors came for.
  codeSplitGroupings: [],
  component: HomePage,
  validateSearch: (search: {
    q?: unknown
    category?: unknown
    sort?: unknown
  }): { q?: string | undefined; category?: ProductCategory | undefined; sort?: CatalogueSort | undefined } => ({
    q: typeof search.q === 'string' || typeof search.q === 'number' ? cutText(String(search.q), 100) : undefined,
    category: categoryOf(search.category),
    sort: catalogueSortOf(search.sort),
  }),
})
