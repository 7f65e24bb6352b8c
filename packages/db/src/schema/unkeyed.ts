/**
 * Rows with a text whose key is missing, as the condition of a partial index and of the query that uses it. Servers of a version before
 * the keys write such rows, and so do plain SQL statements.
 */
export const unkeyed = {
  users: 'name_search is null or email_search is null',
  products: 'name_sort is null',
  courses: 'title_sort is null',
  tasks: 'title_search is null or description_search is null',
  invoices: 'buyer_sort is null',
  auditEntries: 'api_key is not null and api_key_search is null',
} as const
