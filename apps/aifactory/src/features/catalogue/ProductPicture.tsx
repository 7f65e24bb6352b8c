import type { Product } from '@pantheon/contract'
import { cn, Medallion } from '@pantheon/ui'
import { useState } from 'react'

interface ProductPictureProps {
  product: Pick<Product, 'name' | 'image'>
  /** The largest picture of its page: it is loaded eagerly. */
  isFirst?: boolean
  className?: string
}

/** The picture of a product, with its space reserved; a monogram where it cannot be loaded. */
export const ProductPicture = ({ product: { name, image }, isFirst = false, className }: ProductPictureProps) => {
  const [failed, setFailed] = useState<string>()
  if (!image) return null
  return (
    <div className={cn('grid aspect-video place-items-center overflow-hidden bg-sunken', className)}>
      {failed === image.url ? (
        <Medallion name={name} className="size-20" />
      ) : (
        <img
          src={image.url}
          alt={image.alt === '' ? name : image.alt}
          width={image.width}
          height={image.height}
          loading={isFirst ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setFailed(image.url)}
          className="size-full object-cover"
        />
      )}
    </div>
  )
}
