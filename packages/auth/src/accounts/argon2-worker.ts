import { hashSync, type Options, verifySync } from '@node-rs/argon2'

/** A password to be hashed, or to be compared with a hash (PHC string). */
export type Argon2Task = { kind: 'hash'; password: string; cost: Options } | { kind: 'verify'; password: string; hash: string }

/** Runs on a thread of its own (see `passwords.ts`): the hash, or whether the password is the one. */
export const run = (task: Argon2Task): string | boolean => (task.kind === 'hash' ? hashSync(task.password, task.cost) : verifySync(task.hash, task.password))
