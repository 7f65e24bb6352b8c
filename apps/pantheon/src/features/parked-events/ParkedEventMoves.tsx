'use client'
import type { ParkedEvent } from '@pantheon/contract'
import { Button, Dialog, toast } from '@pantheon/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalToast } from '../inbox/use-refusal-toast.ts'
import { useParkedEventMoves } from './use-parked-events.ts'
import { useSubjectWords } from './use-subject-words.ts'

/** Replays a parked event, or drops it after a confirmation. */
export const ParkedEventMoves = ({ event }: { event: ParkedEvent }) => {
  const { id, name, waiting } = event
  const subject = useSubjectWords()(event)
  const { t } = useTranslation()
  const { replay, drop } = useParkedEventMoves()
  const onError = useRefusalToast()
  const [isAsking, setAsking] = useState(false)
  const onReplay = () => replay.mutate({ id }, { onSuccess: () => void toast.success(t('parkedEvents.replayed', { name })), onError })
  const onDrop = () =>
    drop.mutate({ id }, { onSuccess: () => void toast.success(t('parkedEvents.dropped', { name })), onError, onSettled: () => setAsking(false) })
  return (
    <div className="flex justify-end gap-1.5">
      <Button size="small" variant="secondary" isPending={replay.isPending} onClick={onReplay}>
        {t('parkedEvents.replay')}
      </Button>
      {/* The confirmation has the red button. */}
      <Button size="small" variant="ghost" onClick={() => setAsking(true)}>
        {t('parkedEvents.drop')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('parkedEvents.dropTitle', { name, subject })}
        description={`${waiting === 0 ? '' : `${t('parkedEvents.behind', { count: waiting })} `}${t('parkedEvents.dropText')}`}
        actions={
          <>
            <Button variant="secondary" onClick={() => setAsking(false)}>
              {t('parkedEvents.keep')}
            </Button>
            <Button variant="danger" isPending={drop.isPending} onClick={onDrop}>
              {t('parkedEvents.dropAction')}
            </Button>
          </>
        }
      />
    </div>
  )
}
