import { hashSync, type Options, verifySync } from '@node-rs/argon2'

/** A password to hash, or to verify against a hash (PHC string). */
export type Argon2Task = { kind: 'hash'; password: string; cost: Options } | { kind: 'verify'; password: string; hash: string }

/** Runs on a worker thread (see `passwords.ts`): returns the hash, or whether the password matches. */
export const run = (task: Argon2Task): string | boolean => (task.kind === 'hash' ? hashSync(task.password, task.cost) : verifySync(task.hash, task.password))
