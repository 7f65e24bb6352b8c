import { NotFound } from '../features/shell/NotFound.tsx'

const NotFoundPage = () => <NotFound />
export default NotFoundPage
