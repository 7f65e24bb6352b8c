import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rebuildAddon, restoreAddon } from '../native-addon.mjs'

describe('A native addon that is built for another Node', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pantheon-addon-'))
    write('built for Node 20')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const file = () => join(folder, 'build/Release/addon.node')
  const write = (text: string) => {
    mkdirSync(join(folder, 'build/Release'), { recursive: true })
    writeFileSync(file(), text)
  }
  const addon = () => (existsSync(file()) ? readFileSync(file(), 'utf8') : undefined)
  const loads = () => addon() === 'built for Node 24'
  /** As node-gyp does: deletes first, and builds then, if it can. */
  const build = (text: string | undefined, code: number) => async () => {
    rmSync(join(folder, 'build'), { recursive: true, force: true })
    mkdirSync(join(folder, 'build'))
    if (text !== undefined) write(text)
    return code
  }

  it('takes the place of the one before, which is not kept', async () => {
    expect(await rebuildAddon(folder, build('built for Node 24', 0), loads)).toEqual({ isBuilt: true, code: 0 })
    expect(addon()).toBe('built for Node 24')
    expect(existsSync(join(folder, 'build.before'))).toBe(false)
  })

  it.each([
    ['cannot be built', undefined, 1],
    ['is built and does not load', 'broken', 0],
    ['is stopped with Ctrl-C', undefined, 130],
  ])('leaves the one before where it was when the new one %s', async (_, text, code) => {
    expect(await rebuildAddon(folder, build(text, code), loads)).toEqual({ isBuilt: false, code })
    expect(addon()).toBe('built for Node 20')
  })

  it('leaves the one before to be put back when the build was killed together with the launcher', async () => {
    void rebuildAddon(folder, () => build(undefined, 1)().then(() => new Promise<number>(() => undefined)), loads)
    await expect.poll(addon).toBeUndefined()
    restoreAddon(folder)
    expect(addon()).toBe('built for Node 20')
  })

  it('may be built where there was none', async () => {
    rmSync(join(folder, 'build'), { recursive: true })
    expect(await rebuildAddon(folder, build('built for Node 24', 0), loads)).toMatchObject({ isBuilt: true })
    restoreAddon(folder)
    expect(addon()).toBe('built for Node 24')
  })
})
