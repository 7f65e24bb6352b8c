import { createNewsHandlers, createNotifications } from '@pantheon/business'
import { createConsumer, type Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'

/** Everything that tells people what concerns them. Reads top to bottom: services, worker. */
export const createNotices = ({ db, clock, logger }: { db: Db; clock: Clock; logger: Logger }) => {
  const notifications = createNotifications({ db, clock })
  const consumer = createConsumer({ db, clock, logger }, 'notifications', createNewsHandlers({ db, tell: notifications.tell }))

  return {
    services: { notifications },
    start: (): Promise<void> => consumer.start(),
    /** What is done now and then: whatever is over goes. */
    sweep: notifications.sweep,
    stop: (): Promise<void> => consumer.stop(),
  }
}
