import type { NotificationChannel, NotificationPreferences, SetNotificationPreference } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Actor } from '@pantheon/kernel'
import type { NotificationPreferencesService } from '../notifications.types.ts'
import { isAddressConfirmed, listPreferences, savePreference } from './preferences.repo.ts'
import { toPreferences } from './preferences.ts'

/** The channels over which each user is notified, by kind. `channels` are those of this server. */
export const createNotificationPreferences = ({ db, channels }: { db: Db; channels: readonly NotificationChannel[] }): NotificationPreferencesService => {
  const read = async ({ userId, permissions }: Actor): Promise<NotificationPreferences> =>
    toPreferences(channels, await listPreferences(db, userId), {
      isEmailVerified: await isAddressConfirmed(db, userId),
      isOperator: permissions.has('event:manage'),
    })
  return {
    read,
    set: async (actor: Actor, preference: SetNotificationPreference): Promise<NotificationPreferences> => {
      await savePreference(db, actor.userId, preference)
      return read(actor)
    },
  }
}
