import { errorText } from '@pantheon/client/react'
import { maxImageBytes, type Product } from '@pantheon/contract'
import { Button, Card, ErrorSummary, Field, Input, languageOf, toast } from '@pantheon/ui'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProductPicture } from '../catalogue/ProductPicture.tsx'
import { readPicture, useRemoveProductImage, useSetProductImage } from './use-product-image.ts'

interface ProductImageEditorProps {
  product: Product
  onSaved: (product: Product) => void
}

/** Chooses, describes, saves and removes a product's picture. */
export const ProductImageEditor = ({ product, onSaved }: ProductImageEditorProps) => {
  const { t, i18n } = useTranslation(['app', 'desk'])
  const [chosen, setChosen] = useState<string>()
  const [alt, setAlt] = useState(product.image?.alt ?? '')
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const set = useSetProductImage()
  const remove = useRemoveProductImage()
  const { id, version, image } = product
  const error = set.error ?? remove.error

  const canSave = chosen !== undefined || (image !== null && alt.trim() !== image.alt)

  const clear = () => {
    setChosen(undefined)
    if (input.current) input.current.value = ''
  }
  const choose = async (file: File | undefined) => {
    setProblem(undefined)
    setChosen(undefined)
    set.reset()
    if (!file) return
    if (file.size > maxImageBytes) return setProblem(t('desk:product.image.tooLarge'))
    setChosen(await readPicture(file))
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!canSave) return setProblem(t('desk:product.image.nothing'))
    const base64 = chosen?.slice(chosen.indexOf(',') + 1)
    set.mutate(
      { id, version, alt, ...(base64 !== undefined && { base64 }) },
      {
        onSuccess: (saved) => {
          clear()
          toast.success(t('desk:product.image.saved'))
          onSaved(saved)
        },
      },
    )
  }
  const removeImage = () =>
    remove.mutate(
      { id, version },
      {
        onSuccess: (saved) => {
          clear()
          setAlt('')
          toast.success(t('desk:product.image.removed'))
          onSaved(saved)
        },
      },
    )
  const shown = chosen === undefined ? product : { name: product.name, image: { url: chosen, alt, width: 1600, height: 900 } }
  return (
    <Card className="self-start p-5 md:p-6">
      <form noValidate onSubmit={save} aria-label={t('desk:product.image.title')} className="flex flex-col gap-4">
        <h2 className="text-16 font-semibold">{t('desk:product.image.title')}</h2>
        <ErrorSummary
          problems={[]}
          message={problem ?? (error ? errorText(error, languageOf(i18n.language)) : undefined)}
          attempt={set.failureCount + remove.failureCount}
        />
        {shown.image ? (
          <ProductPicture product={shown} className="rounded-card border" />
        ) : (
          <p className="text-14 text-ink-muted">{t('desk:product.image.none')}</p>
        )}
        <Field id="picture" label={t('desk:product.image.file')} help={t('desk:product.image.help')}>
          <Input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            onChange={(event) => void choose(event.target.files?.[0])}
            className="h-auto py-2"
          />
        </Field>
        <Field id="alt" label={t('desk:product.image.alt')} help={t('desk:product.image.altHelp')}>
          <Input maxLength={200} autoComplete="off" value={alt} onChange={(event) => setAlt(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          {image !== null && (
            <Button variant="ghost" isPending={remove.isPending} onClick={removeImage}>
              {t('desk:product.image.remove')}
            </Button>
          )}
          <Button type="submit" variant="secondary" isPending={set.isPending}>
            {t('desk:product.image.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
