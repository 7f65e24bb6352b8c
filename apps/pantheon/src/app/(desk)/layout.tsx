import type { ReactNode } from 'react'
import { Gate } from '../../features/shell/Gate.tsx'

const DeskLayout = ({ children }: { children: ReactNode }) => <Gate>{children}</Gate>
export default DeskLayout
