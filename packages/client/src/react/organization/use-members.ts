import type { Locale, Member, Permission } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { loadedOf, loadedPagesOf, useAction } from '../account/action.ts'
import { useTRPC } from '../provider.tsx'
import { useOrganizationsChanged } from './use-organizations-changed.ts'

/** Members matching a search, page by page. */
export const useMemberList = (locale: Locale, search: string) => {
  const wanted = search.trim()
  const list = useInfiniteQuery(
    useTRPC().organizations.members.list.infiniteQueryOptions(
      { limit: 20, ...(wanted !== '' && { search: wanted }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  return loadedPagesOf(list, locale)
}

/**
 * All members, for a select: the pages are read one after the other, a hundred members each. Undefined until the first page is
 * loaded.
 */
export const useEveryMember = (isEnabled = true): readonly Member[] | undefined => {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery(
    useTRPC().organizations.members.list.infiniteQueryOptions({ limit: 100 }, { getNextPageParam: (page) => page.nextCursor ?? undefined, enabled: isEnabled }),
  )
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return useMemo(() => data?.pages.flatMap(({ items }) => items), [data])
}

/** The roles of the organization: built-in and custom ones. */
export const useRoleList = (locale: Locale) =>
  loadedOf(useQuery(useTRPC().organizations.roles.list.queryOptions(undefined, { select: ({ items }) => items })), locale)

/** Explains why a member has or lacks a permission; runs only once a question is set. */
const useExplain = (locale: Locale) => {
  const [question, ask] = useState<{ userId: string; permission: Permission } | null>(null)
  const trpc = useTRPC()
  const answer = useQuery(
    trpc.auth.explain.queryOptions(question ?? { userId: '', permission: 'account:read' }, { enabled: question !== null, staleTime: 0, gcTime: 0 }),
  )
  return { ...loadedOf(answer, locale), ask }
}

/** Members, and changing their roles. A change refetches everything: it affects the user's own permissions too. */
export const useMembers = (locale: Locale, search: string) => {
  const trpc = useTRPC()
  const onSettled = useOrganizationsChanged()
  return {
    members: useMemberList(locale, search),
    roles: useRoleList(locale),
    setRole: useAction(useMutation(trpc.organizations.members.setRole.mutationOptions({ onSettled })), locale),
    remove: useAction(useMutation(trpc.organizations.members.remove.mutationOptions({ onSettled })), locale),
    explain: useExplain(locale),
  }
}
