import { describe, expect, it } from 'vitest'
import { createGrouped } from '../src/index.ts'

describe('Work that is done once for all who ask together', () => {
  const started = () => {
    const runs: { key: string; end(value: string): void; fail(): void }[] = []
    const ask = createGrouped((key: string) => {
      return new Promise<string>((resolve, reject) => {
        runs.push({ key, end: resolve, fail: () => reject(new Error('no')) })
      })
    }, 0)
    return { runs, ask: (key: string) => ask(key, key) }
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1))
  }

  it('runs once at a time for a key, and once more for everybody who asked meanwhile', async () => {
    const { runs, ask } = started()
    const first = ask('a')
    const later = Array.from({ length: 500 }, () => ask('a'))
    expect(runs).toHaveLength(1)
    runs[0]?.end('one')
    expect(await first).toBe('one')
    await until(() => runs.length === 2)
    runs[1]?.end('two')
    expect(new Set(await Promise.all(later))).toEqual(new Set(['two']))
    expect(runs).toHaveLength(2)
  })
  it('does not make one key wait for another', () => {
    const { runs, ask } = started()
    void ask('a')
    void ask('b')
    expect(runs.map(({ key }) => key)).toEqual(['a', 'b'])
  })
  it('goes on after a failure', async () => {
    const { runs, ask } = started()
    const first = ask('a')
    const second = ask('a')
    runs[0]?.fail()
    await expect(first).rejects.toThrow('no')
    await until(() => runs.length === 2)
    runs[1]?.end('fine')
    expect(await second).toBe('fine')
  })
})
