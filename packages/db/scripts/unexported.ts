/**
 * The tables of the schema that a dialect's file does not export, each as a sentence: drizzle-kit would write a migration for the
 * other dialect only, or none at all.
 */
export const unexported = (tables: readonly string[], exportedBy: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(exportedBy).flatMap(([file, exported]) =>
    tables.filter((table) => !exported.includes(table)).map((table) => `${table} is not exported by ${file}`),
  )
