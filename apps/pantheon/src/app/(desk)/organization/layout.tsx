import type { ReactNode } from 'react'
import { OrganizationDesk } from '../../../features/shell/pages.tsx'

const OrganizationLayout = ({ children }: { children: ReactNode }) => <OrganizationDesk>{children}</OrganizationDesk>
export default OrganizationLayout
