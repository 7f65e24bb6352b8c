'use client'
import type { ChatCode, ChatLinkOffer, ChatLinks, ChatRef } from '@pantheon/contract'
import { MessagesSquare } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../patterns/toast.ts'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { Input } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import type { Action, Loaded } from './action.ts'
import { LoadedView } from './LoadedView.tsx'

export interface ChatLinksViewProps {
  links: Loaded<ChatLinks>
  offer: Action<ChatCode, ChatLinkOffer>
  link: Action<ChatCode, ChatLinks>
  unlink: Action<ChatRef, ChatLinks>
  /** A linking code from the URL. */
  code?: string | undefined
}

/** Asks for confirmation with the name of the chat account before linking: anybody may have sent the code. */
const Question = ({ offered, link, code, onDone }: { offered: ChatLinkOffer; link: ChatLinksViewProps['link']; code: string; onDone: () => void }) => {
  const { t } = useTranslation('notifications')
  const channel = t(`choose.channel.${offered.channel}`)
  const confirm = () =>
    link.run({ code }, () => {
      toast.success(t('chat.done', { name: offered.name }))
      onDone()
    })
  return (
    <section aria-labelledby="chat-question" className="rounded-card bg-warning-soft px-4 py-4">
      <h3 id="chat-question" className="text-14 font-semibold text-ink">
        {t('chat.question', { name: offered.name, channel })}
      </h3>
      <p className="mt-1 text-14 text-warning-text">{t('chat.warning')}</p>
      {link.refusal && (
        <p role="alert" className="mt-2 text-14 text-danger-text">
          {link.refusal.message}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button isPending={link.isPending} onClick={confirm}>
          {t('chat.confirm')}
        </Button>
        <Button variant="secondary" onClick={onDone}>
          {t('chat.notMe')}
        </Button>
      </div>
    </section>
  )
}

/** The user's linked chat accounts, and a field for the code of another. */
export const ChatLinksView = ({ links, offer, link, unlink, code: given = '' }: ChatLinksViewProps) => {
  const { t } = useTranslation('notifications')
  const [code, setCode] = useState(given)
  const [offered, setOffered] = useState<ChatLinkOffer>()
  const check = (wanted: string) => offer.run({ code: wanted }, setOffered)
  const first = useRef({ given, check })
  useEffect(() => {
    // The link in the chat carries the code, so it is checked at once.
    if (first.current.given !== '') first.current.check(first.current.given)
  }, [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() !== '') check(code.trim())
  }
  const done = () => {
    setOffered(undefined)
    setCode('')
    offer.reset()
  }
  return (
    <section aria-labelledby="chat-links">
      <h2 id="chat-links" className="text-20 font-semibold">
        {t('chat.title')}
      </h2>
      <p className="mt-1 mb-4 text-14 text-ink-muted">{t('chat.text')}</p>
      <Card className="space-y-5 p-5">
        <LoadedView state={links} rows={1}>
          {({ items }) => (
            <ul className="space-y-3">
              {items.length === 0 && <li className="text-14 text-ink-muted">{t('chat.none')}</li>}
              {items.map(({ channel, name }) => (
                <li key={channel} className="flex flex-wrap items-center gap-3 text-14">
                  <MessagesSquare aria-hidden className="size-4 text-ink-faint" />
                  <span className="min-w-0 flex-1 break-words">
                    {t(`choose.channel.${channel}`)} · <span className="font-medium">{name}</span>
                  </span>
                  <Badge tone="success" hasDot>
                    {t('chat.linked')}
                  </Badge>
                  <Button
                    size="small"
                    variant="secondary"
                    isPending={unlink.isPending}
                    onClick={() => unlink.run({ channel }, () => toast.success(t('chat.unlinked', { channel: t(`choose.channel.${channel}`) })))}
                  >
                    {t('chat.unlink')}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </LoadedView>
        {offered ? (
          <Question offered={offered} link={link} code={code.trim()} onDone={done} />
        ) : (
          <form onSubmit={onSubmit} className="flex flex-wrap items-end gap-3 border-t pt-5">
            <Field label={t('chat.code')} help={t('chat.codeHelp')} error={offer.refusal?.message} className="min-w-0 flex-1 basis-56">
              <Input
                autoComplete="off"
                spellCheck={false}
                maxLength={40}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                className="font-mono uppercase"
              />
            </Field>
            <Button type="submit" variant="secondary" isPending={offer.isPending}>
              {t('chat.check')}
            </Button>
          </form>
        )}
      </Card>
    </section>
  )
}
