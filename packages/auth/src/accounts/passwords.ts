import { availableParallelism } from 'node:os'
import { fail } from '@pantheon/kernel'
import { createThreadPool, ThreadLimitError, type ThreadPool } from '@pantheon/kernel/threads'
import type { Argon2Task } from './argon2-worker.ts'

// argon2id with OWASP's parameters: 19 MiB, two passes, parallelism 1.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Beyond this many concurrent sign-ins, further ones are asked to retry: at 50 ms each on four threads, the last would wait 2.5 s. */
const maxWaiting = 200

let pool: ThreadPool<Argon2Task, string | boolean> | undefined
/**
 * Worker threads separate from libuv's, so that images, files and DNS lookups do not delay sign-ins. Fails with
 * `server.unavailable` when too many wait.
 */
const onThread = async (task: Argon2Task): Promise<string | boolean> => {
  pool ??= createThreadPool({ worker: new URL('./argon2-worker', import.meta.url), threads: Math.min(availableParallelism(), 4), maxWaiting })
  return pool.run(task).catch((error: unknown) => (error instanceof ThreadLimitError ? fail('server.unavailable') : Promise.reject(error)))
}

/** Hashes a password with argon2id; the result carries its salt and parameters (PHC string). */
export const hashPassword = async (password: string): Promise<string> => String(await onThread({ kind: 'hash', password: password.normalize('NFKC'), cost }))

let decoy: Promise<string> | undefined

/**
 * True when `password` matches `stored`. Without a stored hash it verifies against a decoy, so that an unknown account takes as
 * long as a known one.
 */
export const verifyPassword = async (stored: string | null | undefined, password: string): Promise<boolean> => {
  decoy ??= hashPassword('no account has this password').catch((error: unknown) => {
    decoy = undefined
    throw error
  })
  const isRight = await onThread({ kind: 'verify', hash: stored ?? (await decoy), password: password.normalize('NFKC') })
  return isRight === true && stored != null
}
