import type { ReactNode } from 'react'
import { SessionSwitch } from '../../features/shell/SessionSwitch.tsx'

const DeskLayout = ({ children }: { children: ReactNode }) => <SessionSwitch>{children}</SessionSwitch>
export default DeskLayout
