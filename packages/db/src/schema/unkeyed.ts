/**
 * Rows of a table with a text whose key is still to be written, as the condition of a partial index and of the query that reads
 * from it. A server of a version that knew no keys writes such rows, and so does every statement in plain SQL.
 */
export const unkeyed = {
  users: 'name_search is null or email_search is null',
  products: 'name_sort is null',
  courses: 'title_sort is null',
  tasks: 'title_search is null or description_search is null',
  invoices: 'buyer_sort is null',
  auditEntries: 'api_key is not null and api_key_search is null',
} as const
