import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMessages, readSourceTexts, textsOf } from '../src/texts.ts'
import { type Language, strayWordsOf, type Text } from '../src/words.ts'

const messages = readMessages()
const sources = readSourceTexts()

const shop = 'apps/aifactory/src/messages'
const desk = 'apps/pantheon/src/messages'
const shared = 'packages/ui/src/messages'

/** The words for one thing, wherever they are kept: [where, English, Japanese]. */
const orderStates = {
  pending: ['Pending', '受付'],
  awaiting_approval: ['Awaiting approval', '承認待ち'],
  awaiting_payment: ['Awaiting payment', '支払い待ち'],
  paid: ['Paid', '支払い済み'],
  in_progress: ['In progress', '作成中'],
  fulfilled: ['Delivered', '納品済み'],
  cancelled: ['Cancelled', 'キャンセル'],
  refunded: ['Refunded', '返金済み'],
  failed: ['Failed', '失敗'],
} as const
const categories = {
  ai_course_generation: ['Course', '講座'],
  ai_document_generation: ['Document', '文書'],
  ai_search_service: ['Search', '検索'],
  business_consulting: ['Consulting', 'コンサルティング'],
  technical_support: ['Support', 'サポート'],
} as const
const roles = { owner: ['Owner', 'オーナー'], admin: ['Admin', '管理者'], member: ['Member', 'メンバー'], viewer: ['Viewer', '閲覧者'] } as const
const decisions = {
  approved: ['Approved', '承認'],
  rejected: ['Rejected', '却下'],
  expired: ['Expired', '期限切れ'],
  cancelled: ['Withdrawn', '取り下げ'],
} as const

const fileOf = (file: string, language: Language): string => (file.endsWith('/') ? `${file}${language}.json` : `${file}.${language}.json`)
const textAt = (file: string, language: Language, key: string): string | undefined => messages.find(({ at }) => at === `${fileOf(file, language)} ${key}`)?.text
const wordsAt = (file: string, prefix: string, words: object) =>
  Object.fromEntries(Object.keys(words).map((name) => [name, [textAt(file, 'en', `${prefix}.${name}`), textAt(file, 'ja', `${prefix}.${name}`)]]))

describe('The glossary', () => {
  it('holds in every message of both apps', () => {
    expect(strayWordsOf(messages)).toEqual([])
  })
  it('holds in mails, chats, notifications, documents, errors and the API’s own texts', () => {
    expect(strayWordsOf(sources)).toEqual([])
  })
  it('has been asked about everything', () => {
    expect(messages.filter(({ language }) => language === 'en').length).toBeGreaterThan(2000)
    expect(messages.filter(({ language }) => language === 'ja').length).toBeGreaterThan(1900)
    expect(sources.length).toBeGreaterThan(700)
  })
})

describe('One thing has one name in both apps', () => {
  it.each([
    ['states of orders in the shop', `${shop}/`, 'orders.status', orderStates],
    ['states of orders at the desk', `${desk}/`, 'orderStatus', orderStates],
    ['categories in the shop', `${shop}/`, 'category', categories],
    ['categories at the desk', `${desk}/`, 'category', categories],
    ['roles', `${shared}/`, 'role', roles],
    ['roles in approval rules', `${shared}/approvals`, 'policies.roles', roles],
    ['decisions on requests', `${shared}/approvals`, 'status', decisions],
  ])('%s', (_, file, prefix, words) => {
    expect(wordsAt(file, prefix, words)).toEqual(words)
  })
})

const stray = (language: Language, text: string) => strayWordsOf([{ at: 'here', language, text } satisfies Text])

describe('The canary', () => {
  it.each([
    ...['Order fulfilled', 'AI course', 'Difficulty', 'Received', 'The books agree', 'Money given back', 'Half of the jobs took at most 3 s', 'I will be away'],
    ...['Hand on your seat', 'Hand the organization on', 'Time runs out', 'Time was up', 'Paper', 'Task made', 'On what', 'From where', 'Choose something'],
    ...[
      'A credit has one course written without an order',
      'test mode',
      'State',
      'Any state',
      'Ask an administrator',
      'Take it off the shelf',
      'Log in',
      'Sign in to the desk',
    ],
  ])('finds “%s”', (text) => {
    expect(stray('en', text)).not.toEqual([])
  })
  it.each([
    ...[
      'お届け済み',
      'AI コース',
      '相談',
      '技術支援',
      '確認問題',
      '全 4 回',
      '第 {{current}} 回',
      'この回',
      '失敗した仕事',
      '帳簿の照合',
      '審査中',
      '返還請求書',
    ],
    ...[
      'オフラインの下書き',
      'あなたの決定',
      '判断待ち',
      'AI が作ります',
      'AI は読みません',
      'AI の作業',
      '接続中',
      'APIキー',
      'サインイン',
      '不成立',
      '所有者',
      '題材',
    ],
    ...[
      '講座(日本語)',
      '￥6,800',
      '状態: 有効',
      '{{a}}／{{b}}',
      '1 分ほど',
      'あと 3日',
      'あと{{count}} 日',
      'モデルの鍵',
      'デスクにログイン',
      '注文を取り消す',
      '不在の予定',
    ],
  ])('finds 「%s」', (text) => {
    expect(stray('ja', text)).not.toEqual([])
  })
  it.each([
    ['en', 'Every order that was delivered'],
    ['en', 'Read the composite state'],
    ['en', 'order.fulfilled'],
    ['en', '{{needed}} of {{seats}} approvers'],
    ['ja', '適格返還請求書'],
    ['ja', 'オーナーにご相談ください。'],
    ['ja', '画像は 5 MB までです。'],
    ['ja', 'EC2 インスタンス'],
    ['ja', 'もう一度試す'],
    ['ja', '{{count}}回目'],
  ] as const)('lets %s “%s” be', (language, text) => {
    expect(stray(language, text)).toEqual([])
  })
  it('reads Japanese wherever it stands, and English where people read it or where it documents the API', () => {
    expect(textsOf('packages/x/src/a.ts', "export const a = ['仕事', 'fulfilled it']").map(({ text }) => text)).toEqual(['仕事'])
    expect(textsOf('packages/x/src/x.router.ts', "const a = { summary: 'Give it back', other: 'Give it back' }").map(({ text }) => text)).toEqual([
      'Give it back',
    ])
    expect(textsOf('packages/auth/src/mail/emails.ts', "const a = 'Hello there'").map(({ at, text }) => [at, text])).toEqual([
      ['packages/auth/src/mail/emails.ts:1', 'Hello there'],
    ])
  })
})

describe('The documents', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'llms.txt'])('call Pantheon the dashboard: %s', (file) => {
    // What stands between backticks are names of files.
    const prose = readFileSync(resolve(import.meta.dirname, '../../..', file), 'utf8').replaceAll(/`[^`]*`/g, '')
    expect(prose).not.toMatch(/\bdesk\b/i)
  })
})
