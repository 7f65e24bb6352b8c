import { OverviewEntry } from '../../features/overview/OverviewEntry.tsx'

const OverviewPage = () => <OverviewEntry />
export default OverviewPage
