import { DeskPage } from '../../features/shell/pages.tsx'

const Page = () => <DeskPage place="overview" />
export default Page
