import { SignedInPage } from '../../features/shell/pages.tsx'

const Page = () => <SignedInPage place="overview" />
export default Page
