import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '@pantheon/business'
import type { ErrorCode } from '@pantheon/contract'
import { Failure, fail } from '@pantheon/kernel'
import { mediaTypeOf } from './media-types.ts'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** Maps errors of the disk to the failures that a database on it has, too. */
const diskFailures: Readonly<Record<string, ErrorCode>> = { ENOSPC: 'storage.full', EDQUOT: 'storage.full', EROFS: 'storage.read_only' }
/** Disk space and write permissions do not come back within a second. */
const retryAfterSeconds = 10
const refuse = (error: unknown): never => {
  const code = diskFailures[String(codeOf(error))]
  throw code === undefined ? new Failure('files.unavailable') : new Failure(code, { retryAfterSeconds }, [], { cause: error })
}

/** Files in a local directory, for a single server; several servers need a shared store. */
export const createDiskFiles = (folder: string): FileStore => {
  /** Names are generated and flat, so none can leave the directory. Unfinished uploads have an id suffix. */
  const pathOf = (name: string): string => (/^[\w-]+\.\w+(\.[\w-]{36})?$/.test(name) ? join(folder, name) : fail('files.unavailable', { name }))
  return {
    engine: 'disk',
    isEmbedded: true,
    put: async (name, { bytes }) => {
      const path = pathOf(name)
      const draft = `${path}.${randomUUID()}`
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(draft, bytes)
        await rename(draft, path) // atomic: a reader finds the whole file, or none
      } catch (error) {
        await rm(draft, { force: true }).catch(() => undefined)
        refuse(error)
      }
    },
    get: async (name) => {
      const path = pathOf(name)
      const bytes = await readFile(path).catch((error: unknown) => (isMissing(error) ? undefined : refuse(error)))
      return bytes && { bytes: new Uint8Array(bytes), mediaType: mediaTypeOf(name) }
    },
    remove: async (name) => rm(pathOf(name), { force: true }).catch(refuse),
    list: async function* (before) {
      const found = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => (isMissing(error) ? [] : refuse(error)))
      for (const entry of found) {
        if (!entry.isFile()) continue
        const kept = await stat(join(folder, entry.name)).catch(() => undefined) // deleted in the meantime
        if (kept && kept.mtime < before) yield entry.name
      }
    },
  }
}
