'use client'
import { loadPart, type OrganizationPage, type SettingsPlace } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { InboxEntry } from '../inbox/InboxEntry.tsx'
import { OrganizationEntry } from '../organization/OrganizationEntry.tsx'
import { OrganizationPages } from '../organization/OrganizationPages.tsx'
import { OverviewEntry } from '../overview/OverviewEntry.tsx'
import { SettingsEntry } from '../settings/SettingsEntry.tsx'
import { PageShape } from './PageShape.tsx'

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

type SignedInPageProps = { place: keyof typeof places } | { organization: OrganizationPage } | { settings: SettingsPlace }

const contentOf = (props: SignedInPageProps): ReactNode => {
  if ('organization' in props) return <OrganizationEntry page={props.organization} />
  if ('settings' in props) return <SettingsEntry place={props.settings} />
  const Place = places[props.place]
  return <Place />
}

/**
 * The content of a page of the signed-in area. Every page renders it instead of a component of its own: it is loaded with the shell, so that
 * further code is only loaded by `loadPart`, which survives an outage. Next.js caches a failed script for good.
 */
export const SignedInPage = (props: SignedInPageProps) => (
  // The state of a page is kept in the URL, which a static page can only read in the browser.
  <Suspense>{contentOf(props)}</Suspense>
)

/** Layout of the organization pages, which stays mounted between them. */
export const OrganizationShell = ({ children }: { children: ReactNode }) => <OrganizationPages>{children}</OrganizationPages>

/** Preloads the page at a path of the signed-in area, before the session is known. */
export const preloadPage = (pathname: string): void => {
  const place = Object.keys(loads).find((name) => pathname.startsWith(`/${name}`)) as keyof typeof loads | undefined
  if (place) void loads[place]()
}
