import { letterOf, type Mailbox } from '@pantheon/auth'
import { createNewsHandlers, createNotificationPreferences, createNotifications, createTell, type Post } from '@pantheon/business'
import type { Config } from '@pantheon/config'
import type { NotificationChannel } from '@pantheon/contract'
import { createConsumer, type Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'

export interface NoticesDeps {
  config: Pick<Config, 'publicUrl'>
  db: Db
  clock: Clock
  logger: Logger
  mailbox: Pick<Mailbox, 'put' | 'wake'>
}

/** The mailbox as notifications use it: their words in the layout of our letters. */
const postOf = (mailbox: Pick<Mailbox, 'put' | 'wake'>): Post => ({
  put: (tx, { address, locale }, words) => mailbox.put(tx, address, letterOf(locale, words)),
  wake: mailbox.wake,
})

/** Everything that tells people what concerns them. Reads top to bottom: services, worker. */
export const createNotices = ({ config, db, clock, logger, mailbox }: NoticesDeps) => {
  const channels: NotificationChannel[] = ['inbox', 'mail']
  const notifications = createNotifications({ db, clock })
  const tell = createTell({ db, clock, post: postOf(mailbox), channels, publicUrl: config.publicUrl })
  const consumer = createConsumer({ db, clock, logger }, 'notifications', createNewsHandlers({ db, tell }))

  return {
    services: { notifications, notificationPreferences: createNotificationPreferences({ db, channels }) },
    /** Tells of something that is no event of the log; for tests. */
    tell,
    start: (): Promise<void> => consumer.start(),
    /** What is done now and then: whatever is over goes. */
    sweep: notifications.sweep,
    stop: (): Promise<void> => consumer.stop(),
  }
}
