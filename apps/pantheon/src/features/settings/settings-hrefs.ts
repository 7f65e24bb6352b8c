import type { SettingsPlace } from '@pantheon/ui'

/** The path of each settings page. */
export const settingsHrefs: Record<SettingsPlace, string> = {
  profile: '/settings/',
  notifications: '/settings/notifications/',
  password: '/settings/password/',
  methods: '/settings/methods/',
  sessions: '/settings/sessions/',
  keys: '/settings/keys/',
  delete: '/settings/delete/',
}
