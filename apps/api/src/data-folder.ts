import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const forOwner = { folder: 0o700, file: 0o600 }
/** What the server keeps in its data folder beside the SQLite file, which guards itself. Another's files in it are left alone. */
const secrets = ['token-keys.json', 'demo-accounts.json']
const folderOfFiles = 'files'

const restrict = (path: string, mode: number): void => {
  try {
    chmodSync(path, mode)
  } catch {
    // Not there, or owned by another user, who has the say.
  }
}

const isRestricted = (folder: string): boolean => {
  const known = statSync(folder, { throwIfNoEntry: false })
  return known === undefined || (known.mode & 0o777) === forOwner.folder
}

/**
 * Makes the data folder, or closes one that an older version made, to everybody but the server's own user: keys, the
 * database and people's files are in it. What is written later is closed by the process's umask.
 */
export const openDataFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: forOwner.folder })
  restrict(folder, forOwner.folder)
  for (const name of secrets) restrict(join(folder, name), forOwner.file)
  const files = join(folder, folderOfFiles)
  if (isRestricted(files)) return
  for (const name of readdirSync(files)) restrict(join(files, name), forOwner.file)
  restrict(files, forOwner.folder) // last: it says that all of them are done
}
