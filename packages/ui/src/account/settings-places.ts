/** The settings pages in display order, with their paths under `/settings`. */
export const settingsPlaces = ['profile', 'notifications', 'password', 'methods', 'sessions', 'keys', 'delete'] as const
export type SettingsPlace = (typeof settingsPlaces)[number]
