import { type Locale, quotableName } from '@pantheon/contract'
import { type EmailBody, type EmailTemplate, layOut } from './email-layout.ts'

export type { EmailTemplate } from './email-layout.ts'

type Words = Omit<EmailBody, 'locale' | 'fallback'>

const fallbacks: Record<Locale, string> = {
  en: 'If the button does nothing, open this address:',
  ja: 'ボタンが動作しない場合は、次のアドレスを開いてください。',
}
/** A mail in the reader's language, from the words of each language. */
export const write = (locale: Locale, words: Record<Locale, Words>): EmailTemplate => emailOf(locale, words[locale])

/** A mail from given words, in our layout. */
export const emailOf = (locale: Locale, words: Words): EmailTemplate => layOut({ ...words, locale, fallback: fallbacks[locale] })

/**
 * The greeting for a recipient with a verified address. Others are not greeted by name, as anybody may enter a foreign address
 * with a message as the name.
 */
export const greetings = (name: string): Record<Locale, string> => ({ en: `Hello ${quotableName(name)},`, ja: `${quotableName(name)} 様` })

/** Password reset. `url` works once, for 30 minutes. No name, because the address may be unverified. */
export const passwordResetEmail = (locale: Locale, { url }: { url: string }): EmailTemplate =>
  write(locale, {
    en: {
      subject: 'Choose a new password',
      greeting: 'Hello,',
      paragraphs: [
        'Somebody asked for a new password for your Pantheon account. The link below works once, for 30 minutes.',
        'A new password ends every other sign-in method: all sessions end, your API keys stop working, and GitHub and chat accounts are unlinked.',
      ],
      button: { label: 'Choose a new password', url },
      note: 'If it was not you, you do not need to do anything: your password is unchanged.',
    },
    ja: {
      subject: 'パスワードの再設定',
      greeting: 'こんにちは。',
      paragraphs: [
        'Pantheon アカウントのパスワード再設定が申請されました。次のリンクは30分間、1回だけ使えます。',
        '再設定すると、他のログイン手段はすべて無効になります。すべてのセッションが終了し、作成した API キーは使えなくなり、GitHub とチャットの連携は解除されます。',
      ],
      button: { label: 'パスワードを再設定する', url },
      note: 'お心当たりがない場合は、何もする必要はありません。パスワードは変更されません。',
    },
  })

/** Address verification. No name, because whoever entered the address chose the name too. */
export const verificationEmail = (locale: Locale, { url }: { url: string }): EmailTemplate =>
  write(locale, {
    en: {
      subject: 'Confirm your e-mail address',
      greeting: 'Hello,',
      paragraphs: ['Please confirm that this address is yours, so that we can reach you when it matters.'],
      button: { label: 'Confirm this address', url },
      note: 'If you have no Pantheon account, somebody mistyped their address. You can ignore this mail.',
    },
    ja: {
      subject: 'メールアドレスの確認',
      greeting: 'こんにちは。',
      paragraphs: ['大切なお知らせを確実にお送りするため、このメールアドレスがご本人のものであることを確認してください。'],
      button: { label: 'メールアドレスを確認する', url },
      note: 'Pantheon のアカウントをお持ちでない場合は、他の方がアドレスを間違えて入力したものと思われます。このメールは破棄してください。',
    },
  })

/** Invitation to an organization. `days` is how long it can be accepted. */
export const invitationEmail = (locale: Locale, invitation: { organizationName: string; inviterName: string; url: string; days: number }): EmailTemplate => {
  const { url, days } = invitation
  const organization = quotableName(invitation.organizationName)
  const inviter = quotableName(invitation.inviterName)
  return write(locale, {
    en: {
      subject: 'You are invited to an organization on Pantheon',
      greeting: 'Hello,',
      paragraphs: [`“${inviter}” invites you to work together in the organization “${organization}” on Pantheon.`],
      button: { label: 'See the invitation', url },
      note: `The invitation is valid for ${days} ${days === 1 ? 'day' : 'days'}. If you do not know “${inviter}”, you can ignore this mail.`,
    },
    ja: {
      subject: 'Pantheon の組織への招待が届いています',
      greeting: 'こんにちは。',
      paragraphs: [`「${inviter}」さんが、Pantheon の組織「${organization}」に招待しています。`],
      button: { label: '招待を確認する', url },
      note: `この招待は${days}日間有効です。「${inviter}」さんにお心当たりがない場合は、このメールを破棄してください。`,
    },
  })
}

/** Notifies an account's owner that the password was changed. `url` is where it can be reset. */
export const passwordChangedEmail = (locale: Locale, { name, url }: { name: string; url: string }): EmailTemplate => {
  const hello = greetings(name)
  return write(locale, {
    en: {
      subject: 'Your password was changed',
      greeting: hello.en,
      paragraphs: [
        'The password of your Pantheon account was just changed, and every other session was ended.',
        'If it was you, you do not need to do anything. If it was not, set a new password at once.',
      ],
      button: { label: 'Set a new password', url },
      note: 'We send this mail whenever a password changes.',
    },
    ja: {
      subject: 'パスワードが変更されました',
      greeting: hello.ja,
      paragraphs: [
        'Pantheon アカウントのパスワードが変更され、他のセッションはすべて終了しました。',
        'ご本人による変更であれば、対応は必要ありません。お心当たりがない場合は、すぐにパスワードを再設定してください。',
      ],
      button: { label: 'パスワードを再設定する', url },
      note: 'このメールは、パスワードが変更されるたびにお送りしています。',
    },
  })
}

/** Notifies an account's owner that the password was reset by mail, and what that revoked. `url` is where it can be reset again. */
export const passwordResetDoneEmail = (locale: Locale, { name, url }: { name: string; url: string }): EmailTemplate => {
  const hello = greetings(name)
  return write(locale, {
    en: {
      subject: 'Your password was reset',
      greeting: hello.en,
      paragraphs: [
        'The password of your Pantheon account was just set with a link from this mailbox.',
        'Every session was ended, your API keys no longer work, and GitHub and chat accounts were unlinked. Your programs need new API keys.',
        'If it was not you, somebody else reads this mailbox: secure it first, then set a new password.',
      ],
      button: { label: 'Set a new password', url },
      note: 'We send this mail whenever a password is reset.',
    },
    ja: {
      subject: 'パスワードが再設定されました',
      greeting: hello.ja,
      paragraphs: [
        'このメールアドレスに届いたリンクから、Pantheon アカウントのパスワードが再設定されました。',
        'すべてのセッションが終了し、作成した API キーは使えなくなり、GitHub とチャットの連携は解除されました。プログラムで利用している場合は、新しい API キーを作成してください。',
        'お心当たりがない場合は、第三者がこのメールを読んでいる可能性があります。先にメールアカウントを保護してから、パスワードを再設定してください。',
      ],
      button: { label: 'パスワードを再設定する', url },
      note: 'このメールは、パスワードが再設定されるたびにお送りしています。',
    },
  })
}
