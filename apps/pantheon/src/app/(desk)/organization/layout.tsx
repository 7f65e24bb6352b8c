import type { ReactNode } from 'react'
import { OrganizationShell } from '../../../features/shell/pages.tsx'

const OrganizationLayout = ({ children }: { children: ReactNode }) => <OrganizationShell>{children}</OrganizationShell>
export default OrganizationLayout
