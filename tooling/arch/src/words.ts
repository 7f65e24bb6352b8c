export type Language = 'en' | 'ja'

/** One user-visible text and its location. */
export interface Text {
  /** The file with the key or line. */
  readonly at: string
  readonly language: Language
  readonly text: string
}

interface Ban {
  readonly pattern: RegExp
  /** The term of the glossary. */
  readonly use: string
  /** Texts in which the words have another meaning. */
  readonly except?: RegExp
}

const ban = (pattern: RegExp, use: string, except?: RegExp): Ban => (except ? { pattern, use, except } : { pattern, use })

const english: readonly Ban[] = [
  ban(/\bfulfil(?:l?ed|ment)?\b/i, 'Delivered, Mark as delivered'),
  ban(/\bAI (?:course|document|search|consulting|support)\b/i, 'Course, Document, Search, Consulting, Support'),
  ban(/\bdifficult(?:y|ies)?\b/i, 'Level'),
  ban(/^received$/i, 'Pending, or Placed'),
  ban(/\bbooks\b/i, 'Reconciliation'),
  ban(/\b(?:give[sn]?|giving|gave)(?: \w+){0,2} back\b/i, 'Refund'),
  ban(/\bhalf of the\b/i, 'Median time'),
  ban(/\b(?:is|are|be|being|been) away\b/i, 'Out of office'),
  ban(/\bseats?\b/i, 'Approver'),
  ban(/\bhand(?:s|ed|ing)?(?: \w+){0,3} on\b/i, 'Transfer, Delegate or Escalate'),
  ban(/\btime (?:is|was) up\b|\btime r[au]ns? out\b|\bran out\b/i, 'Deadline, Expired'),
  ban(/\bpapers?\b/i, 'Document, Invoice or Credit note'),
  ban(/^[\w ’]+ made$/i, 'created'),
  ban(/^(?:on what|from where|choose something)$/i, 'Resource, Origin, or what is chosen'),
  ban(/\bhas one course written\b/i, 'One credit pays for …'),
  ban(/\btest mode\b/i, 'test payments'),
  ban(/\bstates?\b/i, 'Status', /\b(?:live|composite) state\b|`state`|\/state/i),
  ban(/\badministrators?\b/i, 'Admin'),
  ban(/\blog ?(?:in|out)\b|\bsign-?out\b/i, 'Sign in, Sign out', /--|login|log in `|in the (?:\w+ )?log in/i),
  ban(/\boff the shelf\b|\bon the shelf\b|\bthe shelf\b/i, 'Archive, the catalogue'),
  ban(/\btaken today\b/i, 'Revenue'),
  ban(/\bdesk\b/i, 'dashboard'),
]

const japanese: readonly Ban[] = [
  ban(/お届け/, '納品'),
  ban(/AI ?コース|AI ?(?:講座|文書|検索)/, '講座・文書・検索'),
  ban(/^相談$|技術支援/, 'コンサルティング・サポート'),
  ban(/AI ?[がはにのをもへと]|AI ?エージェント/, 'エージェント'),
  ban(/仕事/, 'ジョブ、作業'),
  ban(/帳簿/, '決済の照合'),
  ban(/確認問題/, '確認テスト'),
  ban(/全 ?\S+ ?回(?!答)|第 ?\S+ ?回|(?:この|どの|ほかの|最初の|た)回(?![答数路])/, 'レッスン'),
  ban(/題材|難しさ|受講する人/, 'テーマ・難易度・対象者'),
  ban(/デスク/, 'ダッシュボード'),
  ban(/返還/, '返金', /適格返還請求書/),
  ban(/不承認|不成立|断られ/, '却下、失敗'),
  ban(/審査|審議/, '承認待ち'),
  ban(/判断待ち|あなた/, '承認待ち、お客様、ご自身'),
  ban(/^接続中$/, 'リアルタイム更新中'),
  ban(/オフラインの下書き/, 'オフライン下書き'),
  ban(/テストモード/, 'テスト決済'),
  ban(/所有者/, 'オーナー'),
  ban(/モデルの鍵|APIキー/, 'API キー'),
  ban(/サイン(?:イン|アップ|アウト)/, 'ログイン、会員登録、ログアウト'),
  ban(/注文[^。、]{0,6}取り消|取り消[^。、]{0,3}注文/, 'キャンセル'),
  ban(/不在の予定|不在を取り消|席/, '不在設定', /空席/),
  ban(/[()]/, '（ ）', /https?:|\]\(|\w\(/),
  ban(/￥/, '¥'),
  ban(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}}]: /u, '：'),
  ban(/\}／\{/, '/'),
  ban(/(?<![\w-]|\d )\d[\d,.]* (?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/u, 'no space after a number'),
  ban(/(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]) \d[\d,.]* ?(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/u, 'no space before a number'),
  ban(
    /\}\} (?:[件人回分秒日週時間問個文字行章ヶか月]|クレジット)|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}] \{\{(?:count|min|max|seq|stage|amount|total)\b/u,
    'no space beside a number',
  ),
]

const bans: Record<Language, readonly Ban[]> = { en: english, ja: japanese }

/** The words of a message, without placeholders, ids, codes and lines of data. */
const wordsIn = (language: Language, text: string): string => {
  if (language === 'ja') return text
  return /^(?:[a-z]|\w+[.,_/])[\w.,:/\r\n-]*$/.test(text) ? '' : text.replaceAll(/\{\{[^}]*\}\}/g, '…')
}

/** Every use of a word for which the glossary has another term. */
export const strayWordsOf = (texts: readonly Text[]): string[] =>
  texts.flatMap(({ at, language, text }) =>
    bans[language].flatMap(({ pattern, use, except }) => {
      const found = pattern.exec(wordsIn(language, text))?.[0]
      return found === undefined || except?.test(text) ? [] : [`${at}: “${found}” → ${use} (${text})`]
    }),
  )
