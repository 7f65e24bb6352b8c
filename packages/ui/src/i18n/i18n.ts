import { type BackendModule, createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type accountEn from '../messages/account.en.json'
import type approvalsEn from '../messages/approvals.en.json'
import type deskEn from '../messages/desk.en.json'
import uiEn from '../messages/en.json'
import type notificationsEn from '../messages/notifications.en.json'
import type organizationEn from '../messages/organization.en.json'
import type overviewEn from '../messages/overview.en.json'
import type permissionsEn from '../messages/permissions.en.json'
import type planEn from '../messages/plan.en.json'
import { loadPart } from '../parts/load-part.ts'

/** The namespaces of `t`. An app adds its own: `declare module '@pantheon/ui' { interface MessageNamespaces { app: typeof en } }`. */
export interface MessageNamespaces {
  ui: typeof uiEn
  account: typeof accountEn
  approvals: typeof approvalsEn
  desk: typeof deskEn
  notifications: typeof notificationsEn
  organization: typeof organizationEn
  overview: typeof overviewEn
  permissions: typeof permissionsEn
  plan: typeof planEn
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: MessageNamespaces
  }
}

export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

const storageKey = 'pantheon.language'
const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The user's language: the stored choice, else the browser's preference, else English. Works without a window. */
export const detectLanguage = (): Language => {
  if (typeof window === 'undefined') return 'en'
  try {
    const stored = window.localStorage.getItem(storageKey)
    if (isLanguage(stored)) return stored
  } catch {
    // Storage may be unavailable; fall back to the browser's preference.
  }
  const preferred = window.navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage)
  return preferred ?? 'en'
}

const remember = (language: string) => {
  if (typeof window === 'undefined') return
  document.documentElement.lang = language
  try {
    window.localStorage.setItem(storageKey, language)
  } catch {
    // The choice then lasts as long as the page.
  }
}

export interface I18nOptions {
  /** The initial language instead of the detected one: a statically rendered page starts in English and switches after mounting. */
  startLanguage?: Language
}

/** An app's messages in one language: bundled, or loaded when the language is first used. */
export type MessageSource = object | (() => Promise<{ default: object }>)
type MessageLoader = Extract<MessageSource, (...args: never) => unknown>

/**
 * Messages loaded on demand: those of whole areas, which `useTranslation('account')` loads under the `Suspense` of that area's frame, and the
 * design system's Japanese ones.
 */
const areas: Record<string, Partial<Record<Language, MessageLoader>>> = {
  ui: { ja: () => import('../messages/ja.json') },
  account: { en: () => import('../messages/account.en.json'), ja: () => import('../messages/account.ja.json') },
  approvals: { en: () => import('../messages/approvals.en.json'), ja: () => import('../messages/approvals.ja.json') },
  desk: { en: () => import('../messages/desk.en.json'), ja: () => import('../messages/desk.ja.json') },
  notifications: { en: () => import('../messages/notifications.en.json'), ja: () => import('../messages/notifications.ja.json') },
  organization: { en: () => import('../messages/organization.en.json'), ja: () => import('../messages/organization.ja.json') },
  overview: { en: () => import('../messages/overview.en.json'), ja: () => import('../messages/overview.ja.json') },
  permissions: { en: () => import('../messages/permissions.en.json'), ja: () => import('../messages/permissions.ja.json') },
  plan: { en: () => import('../messages/plan.en.json'), ja: () => import('../messages/plan.ja.json') },
}

const isLoader = (source: MessageSource): source is MessageLoader => typeof source === 'function'

const loading = (messages: Record<Language, MessageSource>): BackendModule => ({
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const source = areas[namespace]?.[languageOf(language)] ?? messages[languageOf(language)]
    if (!isLoader(source)) return done(null, source)
    loadPart(source).then(
      (words) => done(null, words.default),
      (reason: Error) => done(reason, false),
    )
  },
})

/** Creates an i18next instance with the app's messages (namespace `app`) and the design system's own (`ui`); keeps `<html lang>` in sync. */
export const createI18n = (messages: Record<Language, MessageSource>, options: I18nOptions = {}): i18n => {
  const language = options.startLanguage ?? detectLanguage()
  const bundled = (source: MessageSource) => (isLoader(source) ? {} : { app: source })
  const instance = createInstance()
  void instance
    .use(initReactI18next)
    .use(loading(messages))
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: languages,
      ns: ['app', 'ui'],
      defaultNS: 'app',
      partialBundledLanguages: true,
      resources: { en: { ...bundled(messages.en), ui: uiEn }, ja: bundled(messages.ja) },
      interpolation: { escapeValue: false },
      initAsync: false,
    })
  if (options.startLanguage === undefined) remember(language)
  instance.on('languageChanged', remember)
  return instance
}

/** The supported language of a language tag. */
export const languageOf = (tag: string): Language => (tag.startsWith('ja') ? 'ja' : 'en')
