/** The pages of the settings, in their order, and where each is under `/settings`. */
export const settingsPlaces = ['profile', 'notifications', 'password', 'methods', 'sessions', 'keys', 'delete'] as const
export type SettingsPlace = (typeof settingsPlaces)[number]
