import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const forOwner = { folder: 0o700, file: 0o600 }
/** The server's secret files in its data folder; the database code restricts the SQLite file itself. Other files are left alone. */
const secrets = ['token-keys.json', 'demo-accounts.json']
const folderOfFiles = 'files'

const restrict = (path: string, mode: number): void => {
  try {
    chmodSync(path, mode)
  } catch {
    // It does not exist, or another user owns it.
  }
}

const isRestricted = (folder: string): boolean => {
  const known = statSync(folder, { throwIfNoEntry: false })
  return known === undefined || (known.mode & 0o777) === forOwner.folder
}

/**
 * Creates the data folder, or restricts one from an older version, so that only the server's own user can read it: it holds keys, the
 * database and users' files. The process's umask restricts files that are written later.
 */
export const openDataFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: forOwner.folder })
  restrict(folder, forOwner.folder)
  for (const name of secrets) restrict(join(folder, name), forOwner.file)
  const files = join(folder, folderOfFiles)
  if (isRestricted(files)) return
  for (const name of readdirSync(files)) restrict(join(files, name), forOwner.file)
  restrict(files, forOwner.folder) // last: a restricted folder means that all its files are done
}
