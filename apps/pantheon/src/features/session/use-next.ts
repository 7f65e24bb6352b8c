import { nextPathOf } from '@pantheon/ui'
import { useSearchParams } from 'next/navigation'

/** Where the reader wanted to go when they came to the door. Only the browser knows the address of a static page. */
export const useNext = (): string | undefined => nextPathOf(useSearchParams().get('next'))
