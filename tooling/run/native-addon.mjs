// Building a native addon for another Node. Plain JavaScript: the launcher needs it before an install is complete.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} folder */
const placesIn = (folder) => ({ built: join(folder, 'build'), before: join(folder, 'build.before') })

/**
 * Puts back the addon that a rebuild set aside and did not replace, also when that rebuild was killed.
 * @param {string} folder the addon's package
 */
export const restoreAddon = (folder) => {
  const { built, before } = placesIn(folder)
  if (!existsSync(before)) return
  rmSync(built, { recursive: true, force: true })
  renameSync(before, built)
}

/**
 * Builds an addon anew. A build begins by deleting the one before, which still runs on the Node that it was built for: so that
 * one is set aside, and put back unless the new one loads.
 * @param {string} folder the addon's package
 * @param {() => Promise<number>} rebuild answers its exit code
 * @param {() => boolean} loads whether what is in `folder` now runs on this Node
 * @returns {Promise<{ isBuilt: boolean, code: number }>} `code` is what `rebuild` answered
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
