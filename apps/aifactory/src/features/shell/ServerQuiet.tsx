import { useLiveStatus } from '@pantheon/client/react'
import { QuietServer } from '@pantheon/ui'

/** Banner for missing live updates, with the time they stopped. */
export const ServerQuiet = () => <QuietServer isLive={useLiveStatus() === 'live'} />
