import { createFileRoute } from '@tanstack/react-router'
import { OrganizationPageOf } from '../features/organization/OrganizationPageOf.tsx'

const Page = () => <OrganizationPageOf name={Route.useParams().page} />

export const Route = createFileRoute('/organization/$page')({ component: Page })
