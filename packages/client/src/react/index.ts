export * from '../index.ts'
export { useApiKeys } from './account/use-api-keys.ts'
export { useChatLinks } from './account/use-chat-links.ts'
export { type GithubAnswer, useGithubReturn } from './account/use-github-return.ts'
export { useNotificationPreferences } from './account/use-notification-preferences.ts'
export { useOwnSessions } from './account/use-own-sessions.ts'
export { useChangePassword, useDeleteAccount, useSignInMethods, useUnlinkGithub, useUpdateProfile } from './account/use-settings.ts'
export { useForgotPassword, useGithubEntry, useResetPassword, useSignIn, useSignUp } from './account/use-sign-in.ts'
export { useResendVerification, useVerifyEmail } from './account/use-verify-email.ts'
export {
  ownTimeZone,
  useAttention,
  useBestSellers,
  useJobAnalytics,
  useOrderAnalytics,
  useRevenueAnalytics,
} from './analytics/use-analytics.ts'
export { type Api, createApi } from './api.ts'
export { brandName, methodText } from './card-brands.ts'
export type { LiveStatus } from './live.ts'
export { type ShownNotifications, useBell, useInbox } from './notifications/use-notifications.ts'
export { useAudit } from './organization/use-audit.ts'
export { useGeneral } from './organization/use-general.ts'
export { useInvitationOffer } from './organization/use-invitation-offer.ts'
export { useInvitations } from './organization/use-invitations.ts'
export { useEveryMember, useMembers } from './organization/use-members.ts'
export { useOrganizationSwitch } from './organization/use-own-organizations.ts'
export { useRoles } from './organization/use-roles.ts'
export { useShownTo } from './organization/use-shown-to.ts'
export { useTeams } from './organization/use-teams.ts'
export { ApiProvider, useLiveEvents, useLiveStatus, useLiveUpdates, useTRPC, useTRPCClient } from './provider.tsx'
