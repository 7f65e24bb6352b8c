'use client'
import type { AwsAccount, AwsResource, Topology } from '@pantheon/contract'
import { Badge, Button, Clamped, type Column, DataTable, useMediaQuery } from '@pantheon/ui'
import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { resourceTone } from '../live/tones.ts'
import { ResourceIcon } from './ResourceIcon.tsx'
import { accountIcons } from './resource-icons.ts'

/** The number of rows shown at first; a list of thousands is searched, not scrolled. */
const firstRows = 100
const rowKey = (resource: AwsResource) => resource.arn
const rowVersion = (resource: AwsResource) => resource.state

interface AccountListProps {
  account: AwsAccount
  resources: readonly AwsResource[]
  neededBy: ReadonlyMap<string, number>
  isOpen: boolean
  onOpen: (arn: string) => void
}

const AccountResources = ({ account, resources, neededBy, isOpen, onOpen }: AccountListProps) => {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(firstRows)
  const Icon = accountIcons[account.role]
  const columns = useMemo(
    (): Column<AwsResource>[] => [
      {
        id: 'name',
        header: t('architecture.name'),
        isName: true,
        width: '30%',
        cell: ({ arn, name, type }) => (
          <button
            type="button"
            className="flex min-h-6 items-center gap-2.5 rounded-control text-left hover:underline touch:min-h-11"
            onClick={() => onOpen(arn)}
          >
            <ResourceIcon type={type} className="size-6" />
            <Clamped className="min-w-0">{name}</Clamped>
          </button>
        ),
      },
      { id: 'type', header: t('architecture.type'), width: '20%', isText: true, cell: ({ type }) => t(`resourceType.${type}`) },
      {
        id: 'state',
        header: t('architecture.state'),
        width: '17%',
        cell: ({ state }) => (
          <Badge tone={resourceTone[state]} hasDot>
            {t(`resourceState.${state}`)}
          </Badge>
        ),
      },
      {
        id: 'owner',
        header: t('architecture.owner'),
        width: '14%',
        isText: true,
        cell: ({ owner }) => <span className="text-ink-muted">{owner ?? t('architecture.noOwner')}</span>,
      },
      {
        id: 'needs',
        header: t('architecture.needs'),
        align: 'end',
        width: '10%',
        cell: ({ dependencies }) => dependencies.length,
      },
      { id: 'neededBy', header: t('architecture.neededBy'), align: 'end', width: '9%', cell: ({ arn }) => neededBy.get(arn) ?? 0 },
    ],
    [t, onOpen, neededBy],
  )
  return (
    <details open={isOpen} className="group">
      <summary className="mb-2.5 flex min-h-11 items-center gap-2.5 rounded-control [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 text-ink-faint transition-transform group-open:rotate-90" />
        <Icon aria-hidden className="size-4.5 text-accent-text" />
        <h2 className="text-16 font-semibold">{account.name}</h2>
        <span className="text-14 text-ink-muted">{t(`accountRole.${account.role}`)}</span>
        <span className="ml-auto text-13 text-ink-faint">{t('architecture.resources', { count: resources.length })}</span>
      </summary>
      <DataTable caption={account.name} columns={columns} rows={resources.slice(0, limit)} rowKey={rowKey} rowVersion={rowVersion} />
      {resources.length > limit && (
        <Button variant="secondary" className="mt-3" onClick={() => setLimit(limit + firstRows)}>
          {t('state.loadMore')}
        </Button>
      )}
    </details>
  )
}

/** The estate as tables: the same resources as the diagram. */
export const EstateList = ({ topology, matches, onOpen }: { topology: Topology; matches: ReadonlySet<string>; onOpen: (arn: string) => void }) => {
  const neededBy = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { to } of topology.edges) counts.set(to, (counts.get(to) ?? 0) + 1)
    return counts
  }, [topology.edges])
  // On a phone accounts are collapsed until they are opened or a filter is active.
  const isOpen = useMediaQuery('(min-width: 48rem)', true) || matches.size < topology.nodes.length
  const shown = topology.nodes.filter((node) => matches.has(node.arn))
  return (
    <div className="min-w-0 flex-1 space-y-4 md:space-y-7">
      {topology.accounts.map((account) => {
        const resources = shown.filter((resource) => resource.accountId === account.id)
        const shared = { account, resources, neededBy, isOpen, onOpen }
        return resources.length > 0 && <AccountResources key={account.id} {...shared} />
      })}
    </div>
  )
}
