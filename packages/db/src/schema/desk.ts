import { type FilterRules, filteredLists } from '@pantheon/contract'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** Users' preferences for lists. */
export const savedFilterTables = (k: Kit, { users, organizations }: ReturnType<typeof identityTables>) => {
  /** Saved filters of one user in one organization. */
  const savedFilters = k.table(
    'saved_filters',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
      list: k.enumText(filteredLists).notNull(),
      name: k.text().notNull(),
      rules: k.json<FilterRules>().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('saved_filters_name_uq').on(t.userId, t.organizationId, t.list, t.name)],
  )
  return { savedFilters }
}
