/** Checks at compile time that the cast `sqliteKitRaw as Kit` is sound. No runtime code. */
import type { pgKit, sqliteKitRaw } from './kit.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<T extends true> = T

type Facts<B> = B extends { _: { data: infer D } }
  ? {
      data: B extends { _: { $type: infer U } } ? U : D
      notNull: B extends { _: { notNull: true } } ? true : false
      hasDefault: B extends { _: { hasDefault: true } } ? true : false
    }
  : never
type Same<K extends keyof typeof pgKit & keyof typeof sqliteKitRaw> = (typeof pgKit)[K] extends (...a: never[]) => infer P
  ? (typeof sqliteKitRaw)[K] extends (...a: never[]) => infer S
    ? Equal<Facts<P>, Facts<S>>
    : false
  : false

export type Parity = [
  Expect<Equal<keyof typeof pgKit, keyof typeof sqliteKitRaw>>,
  Expect<Same<'id'>>,
  Expect<Same<'sequence'>>,
  Expect<Same<'text'>>,
  Expect<Same<'textKey'>>,
  Expect<Same<'int'>>,
  Expect<Same<'money'>>,
  Expect<Same<'bool'>>,
  Expect<Same<'timestamp'>>,
  Expect<Equal<Facts<ReturnType<typeof pgKit.json<{ a: 1 }>>>, Facts<ReturnType<typeof sqliteKitRaw.json<{ a: 1 }>>>>>,
  Expect<Equal<Facts<ReturnType<typeof pgKit.enumText<['x', 'y']>>>, Facts<ReturnType<typeof sqliteKitRaw.enumText<['x', 'y']>>>>>,
]
