import { useLiveStatus } from '@pantheon/client/react'
import { QuietServer } from '@pantheon/ui'

/** Says that the server keeps nothing current any more, and since when. */
export const ServerQuiet = () => <QuietServer isLive={useLiveStatus() === 'live'} />
