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

// The keys, not the contract's list: that would bring every schema to the first screen.
export const categories = Object.keys(icons) as ProductCategory[]

/** A category from the address, or undefined. */
export const categoryOf = (value: unknown): ProductCategory | undefined => categories.find((category) => category === value)

/** The sign of a category on its plate. */
export const CategoryIcon = ({ category, className }: { category: ProductCategory; className?: string }) => {
  const Icon = icons[category]
  return (
    <span aria-hidden className={cn('grid size-10 shrink-0 place-items-center rounded-card bg-accent-soft text-accent-text', className)}>
      <Icon className="size-5" />
    </span>
  )
}
