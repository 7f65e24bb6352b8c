import { Overview } from '../../features/overview/Overview.tsx'

const OverviewPage = () => <Overview />
export default OverviewPage
