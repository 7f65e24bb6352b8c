import { useQueryParam } from '../live/use-query-param.ts'
import type { EstateView } from './EstateToolbar.tsx'
import { stateFrom, typeFrom } from './estate-filter.ts'

/** The state of the architecture page, kept in the URL so that a shared link opens the same view. */
export const useEstateAddress = () => {
  const [search, setSearch] = useQueryParam('search')
  const [accountId, setAccount] = useQueryParam('account')
  const [type, setType] = useQueryParam('type')
  const [state, setState] = useQueryParam('state')
  const [view, setView] = useQueryParam('view')
  const [openArn, setOpenArn] = useQueryParam('resource')
  const setters = { search: setSearch, account: setAccount, type: setType, state: setState }
  const chosenView: EstateView | null = view === 'list' || view === 'diagram' ? view : null
  return {
    filter: { search: search ?? '', accountId: accountId ?? undefined, type: typeFrom(type), state: stateFrom(state) },
    setFilter: (name: keyof typeof setters, value: string | null) => setters[name](value),
    clear: () => {
      for (const set of Object.values(setters)) set(null)
    },
    view: chosenView,
    setView,
    openArn,
    setOpenArn,
  }
}
