/** True for a Postgres URL, false for a SQLite file. */
export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url)

/** The path of a `sqlite:`/`file:` URL or bare path. */
export const sqliteFile = (url: string): string => url.replace(/^(sqlite|file):(\/\/)?/, '')
