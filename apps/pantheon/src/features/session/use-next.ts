import { nextPathOf } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'

/** The page to continue to after signing in. Only the browser knows the URL of a static page. */
export const useNext = (): string | undefined => nextPathOf(useSearchParams().get('next'))
