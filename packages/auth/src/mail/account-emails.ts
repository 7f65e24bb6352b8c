import { type Locale, quotableName } from '@pantheon/contract'
import { type EmailTemplate, greetings, write } from './emails.ts'

/** Recipient of a mail about sign-in methods; `url` is where they set a new password. */
export interface Holder {
  name: string
  url: string
}

interface AccountChange {
  subject: string
  text: string
}

/** Notifies of a change of the sign-in methods, and what to do if it was not the user's own. */
const accountChangeEmail = (locale: Locale, { name, url }: Holder, change: Record<Locale, AccountChange>): EmailTemplate => {
  const hello = greetings(name)
  return write(locale, {
    en: {
      subject: change.en.subject,
      greeting: hello.en,
      paragraphs: [
        change.en.text,
        'If it was you, you do not need to do anything. If it was not, set a new password at once: that ends every session and every other sign-in method.',
      ],
      button: { label: 'Set a new password', url },
      note: 'We send this mail whenever a sign-in method of your account changes.',
    },
    ja: {
      subject: change.ja.subject,
      greeting: hello.ja,
      paragraphs: [
        change.ja.text,
        'ご本人による操作であれば、対応は必要ありません。お心当たりがない場合は、すぐにパスワードを再設定してください。すべてのセッションと他のログイン手段が無効になります。',
      ],
      button: { label: 'パスワードを再設定する', url },
      note: 'このメールは、アカウントへのログイン手段が変わるたびにお送りしています。',
    },
  })
}

/** GitHub was linked to the account. */
export const githubLinkedEmail = (locale: Locale, { login, ...holder }: Holder & { login: string }): EmailTemplate =>
  accountChangeEmail(locale, holder, {
    en: { subject: 'GitHub was linked to your account', text: `The GitHub account “${quotableName(login)}” can now sign in to your Pantheon account.` },
    ja: { subject: 'GitHub が連携されました', text: `今後、GitHub アカウント「${quotableName(login)}」で Pantheon にログインできます。` },
  })

/** GitHub was unlinked from the account. */
export const githubUnlinkedEmail = (locale: Locale, holder: Holder): EmailTemplate =>
  accountChangeEmail(locale, holder, {
    en: { subject: 'GitHub is no longer linked to your account', text: 'GitHub is no longer linked to your Pantheon account and cannot be used to sign in.' },
    ja: { subject: 'GitHub の連携が解除されました', text: 'GitHub の連携が解除されました。今後、GitHub では Pantheon にログインできません。' },
  })

/** An API key was created in the user's name. */
export const apiKeyCreatedEmail = (
  locale: Locale,
  { keyName, organizationName, ...holder }: Holder & { keyName: string; organizationName: string },
): EmailTemplate => {
  const [key, organization] = [quotableName(keyName), quotableName(organizationName)]
  return accountChangeEmail(locale, holder, {
    en: { subject: 'An API key was created in your name', text: `The API key “${key}” can now act for you in the organization “${organization}”.` },
    ja: { subject: 'API キーが作成されました', text: `API キー「${key}」が作成されました。組織「${organization}」でお客様に代わって操作できます。` },
  })
}
