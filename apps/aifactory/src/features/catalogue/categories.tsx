import type { ProductCategory } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { FileText, GraduationCap, Handshake, LifeBuoy, type LucideIcon, Search } from 'lucide-react'

const icons: Record<ProductCategory, LucideIcon> = {
  ai_course_generation: GraduationCap,
  ai_document_generation: FileText,
  ai_search_service: Search,
  business_consulting: Handshake,
  technical_support: LifeBuoy,
}

// From the keys, not the contract's list, which would add every schema to the first load.
export const categories = Object.keys(icons) as ProductCategory[]

/** Parses a category from the URL; undefined when it is not one. */
export const categoryOf = (value: unknown): ProductCategory | undefined => categories.find((category) => category === value)

/** The icon of a category. */
export const CategoryIcon = ({ category, className }: { category: ProductCategory; className?: string }) => {
  const Icon = icons[category]
  return (
    <span aria-hidden className={cn('grid size-10 shrink-0 place-items-center rounded-card bg-accent-soft text-accent-text', className)}>
      <Icon className="size-5" />
    </span>
  )
}
