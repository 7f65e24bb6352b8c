import type { ReactNode } from 'react'
import { OrganizationPages } from '../../../features/organization/OrganizationPages.tsx'

const OrganizationLayout = ({ children }: { children: ReactNode }) => <OrganizationPages>{children}</OrganizationPages>
export default OrganizationLayout
