'use client'
import { ListWaiting, loadPart, type OrganizationPage, type SettingsPlace, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { InboxEntry } from '../inbox/InboxEntry.tsx'
import { OrganizationEntry } from '../organization/OrganizationEntry.tsx'
import { OrganizationPages } from '../organization/OrganizationPages.tsx'
import { OverviewEntry } from '../overview/OverviewEntry.tsx'
import { SettingsEntry } from '../settings/SettingsEntry.tsx'
import { UntilThere } from './UntilThere.tsx'

/** A heading with its line, and what stands below it. */
const PageShape = () => (
  <UntilThere>
    <div aria-busy="true">
      <Skeleton className="mb-3 h-9 w-48" />
      <Skeleton className="mb-6 h-4 w-80 max-w-full" />
      <ListWaiting rows={8} />
    </div>
  </UntilThere>
)

const loads = {
  agents: () => loadPart(() => import('../agents/Agents.tsx')),
  orders: () => loadPart(() => import('../orders/Orders.tsx')),
  tasks: () => loadPart(() => import('../tasks/Tasks.tsx')),
  architecture: () => loadPart(() => import('../architecture/Architecture.tsx')),
  'parked-events': () => loadPart(() => import('../parked-events/ParkedEvents.tsx')),
}
const page = (load: () => Promise<ComponentType>) => dynamic(load, { ssr: false, loading: PageShape })

const places = {
  overview: OverviewEntry,
  agents: page(async () => (await loads.agents()).Agents),
  orders: page(async () => (await loads.orders()).Orders),
  tasks: page(async () => (await loads.tasks()).Tasks),
  architecture: page(async () => (await loads.architecture()).Architecture),
  inbox: InboxEntry,
  'parked-events': page(async () => (await loads['parked-events']()).ParkedEvents),
}

type DeskPageProps = { place: keyof typeof places } | { organization: OrganizationPage } | { settings: SettingsPlace }

const contentOf = (props: DeskPageProps): ReactNode => {
  if ('organization' in props) return <OrganizationEntry page={props.organization} />
  if ('settings' in props) return <SettingsEntry place={props.settings} />
  const Place = places[props.place]
  return <Place />
}

/**
 * What a page of the desk shows. Every page names it instead of a component of its own: it is loaded with the shell, so that
 * only `loadPart` fetches more, which outlives a server that is away. The framework remembers a script that failed for good.
 */
export const DeskPage = (props: DeskPageProps) => (
  // What is open lives in the address, which a static page only learns in the browser.
  <Suspense>{contentOf(props)}</Suspense>
)

/** The frame around the pages of the organization, which stays from one to the next. */
export const OrganizationDesk = ({ children }: { children: ReactNode }) => <OrganizationPages>{children}</OrganizationPages>

/** Starts to load the page at an address of the desk, before it is known who is there. */
export const preloadPage = (pathname: string): void => {
  const place = Object.keys(loads).find((name) => pathname.startsWith(`/${name}`)) as keyof typeof loads | undefined
  if (place) void loads[place]()
}
