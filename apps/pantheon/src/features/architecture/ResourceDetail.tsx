'use client'
import type { AwsResource, Topology } from '@pantheon/contract'
import { Badge, DateTime, DefinitionList, IconButton, toast } from '@pantheon/ui'
import { Copy } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { resourceTone } from '../live/tones.ts'
import { ResourceIcon } from './ResourceIcon.tsx'

interface RelativesProps {
  title: string
  none: string
  relatives: readonly AwsResource[]
  /** Resources of other accounts show their account. */
  homeId: string
  accounts: Topology['accounts']
  onOpen: (arn: string) => void
}

const Relatives = ({ title, none, relatives, homeId, accounts, onOpen }: RelativesProps) => (
  <section>
    <h3 className="mb-1.5 text-13 font-semibold">
      {title} <span className="font-normal text-ink-faint tabular-nums">{relatives.length}</span>
    </h3>
    {relatives.length === 0 ? (
      <p className="text-13 text-ink-faint">{none}</p>
    ) : (
      <ul className="-mx-2">
        {relatives.map((resource) => (
          <li key={resource.arn}>
            <button
              type="button"
              className="flex min-h-10 w-full items-center gap-2.5 rounded-control px-2 text-left text-14 hover:bg-hover touch:min-h-11"
              onClick={() => onOpen(resource.arn)}
            >
              <ResourceIcon type={resource.type} className="size-6" />
              <span className="min-w-0 flex-1 truncate">{resource.name}</span>
              {resource.accountId !== homeId && (
                <span className="text-12 text-ink-faint">{accounts.find((account) => account.id === resource.accountId)?.name}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    )}
  </section>
)

/** An ARN with line breaks between its parts; copying it yields one piece. */
const Arn = ({ arn }: { arn: string }) => {
  const { t } = useTranslation()
  const copy = () => void navigator.clipboard.writeText(arn).then(() => toast.success(t('architecture.copied')))
  return (
    <span className="mt-0.5 flex items-start gap-1 rounded-control bg-sunken py-1 pr-1 pl-2.5">
      <code className="min-w-0 flex-1 py-1 font-mono text-12 leading-5 font-normal wrap-anywhere select-all">
        {arn.split(/(?<=[:/])/).map((part, index) => (
          <Fragment key={index}>
            {part}
            <wbr />
          </Fragment>
        ))}
      </code>
      <IconButton name={t('architecture.copyArn')} size="small" className="size-7" onClick={copy}>
        <Copy />
      </IconButton>
    </span>
  )
}

/** The details of one resource, with links to its dependencies and dependents. */
export const ResourceDetail = ({ resource, topology, onOpen }: { resource: AwsResource; topology: Topology; onOpen: (arn: string) => void }) => {
  const { t } = useTranslation()
  const related = (arns: readonly string[]) => topology.nodes.filter((node) => arns.includes(node.arn))
  const needs = related(topology.edges.filter((edge) => edge.from === resource.arn).map((edge) => edge.to))
  const neededBy = related(topology.edges.filter((edge) => edge.to === resource.arn).map((edge) => edge.from))
  const account = topology.accounts.find((candidate) => candidate.id === resource.accountId)
  const relatives = { homeId: resource.accountId, accounts: topology.accounts, onOpen }
  return (
    <div className="space-y-6">
      <div className="flex items-center gap-3">
        <ResourceIcon type={resource.type} className="size-11" />
        <div>
          <p className="text-14 font-medium">{t(`resourceType.${resource.type}`)}</p>
          <Badge tone={resourceTone[resource.state]} hasDot>
            {t(`resourceState.${resource.state}`)}
          </Badge>
        </div>
      </div>
      <Relatives title={t('architecture.needs')} none={t('architecture.needsNothing')} relatives={needs} {...relatives} />
      <Relatives title={t('architecture.neededBy')} none={t('architecture.neededByNothing')} relatives={neededBy} {...relatives} />
      <DefinitionList
        facts={[
          { term: t('architecture.account'), value: account && `${account.name} · ${account.id}` },
          { term: t('architecture.region'), value: resource.region },
          { term: t('architecture.owner'), value: resource.owner ?? t('architecture.noOwner') },
          { term: t('architecture.seen'), value: <DateTime at={resource.seenAt} /> },
          {
            term: t('architecture.tags'),
            value: (
              <span className="inline-flex flex-wrap justify-end gap-1">
                {Object.entries(resource.tags).map(([key, value]) => (
                  <code key={key} className="rounded bg-sunken px-1.5 font-mono text-12 font-normal">
                    {key}={value}
                  </code>
                ))}
              </span>
            ),
          },
          { term: t('architecture.arn'), value: <Arn arn={resource.arn} />, isLong: true },
        ]}
      />
    </div>
  )
}
