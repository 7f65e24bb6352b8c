import { createFileRoute } from '@tanstack/react-router'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { OrganizationPages } from '../features/organization/OrganizationPages.tsx'

const Page = () => <SignedIn>{(account) => <OrganizationPages account={account} />}</SignedIn>

export const Route = createFileRoute('/organization')({ component: Page })
