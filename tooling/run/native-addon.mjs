// Builds a native addon for another Node. Plain JavaScript: the launcher needs it before an install is complete.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} folder */
const placesIn = (folder) => ({ built: join(folder, 'build'), before: join(folder, 'build.before') })

/**
 * Restores the addon that a rebuild moved away and did not replace, also when that rebuild was killed.
 * @param {string} folder the addon's package
 */
export const restoreAddon = (folder) => {
  const { built, before } = placesIn(folder)
  if (!existsSync(before)) return
  rmSync(built, { recursive: true, force: true })
  renameSync(before, built)
}

/**
 * Rebuilds an addon. A build first deletes the previous one, which still works with the Node that it was built for. So that one
 * is moved away first, and restored unless the new one loads.
 * @param {string} folder the addon's package
 * @param {() => Promise<number>} rebuild returns its exit code
 * @param {() => boolean} loads whether the addon in `folder` runs on this Node
 * @returns {Promise<{ isBuilt: boolean, code: number }>} `code` is the exit code of `rebuild`
 */
export const rebuildAddon = async (folder, rebuild, loads) => {
  restoreAddon(folder)
  const { built, before } = placesIn(folder)
  if (existsSync(built)) renameSync(built, before)
  const code = await rebuild()
  const isBuilt = code < 128 && loads()
  if (isBuilt) rmSync(before, { recursive: true, force: true })
  else restoreAddon(folder)
  return { isBuilt, code }
}
