import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { CourseFonts } from '@pantheon/agents'
import { sfntFromWoff } from './sfnt-from-woff.ts'

/**
 * The subsets of Noto Sans JP that a course needs: Japanese with basic Latin, the rest of Latin, and those that hold
 * ≤ ≥, ✓, ①, ∞, □, arrows, shapes and stars. Subsets by number are as fontsource cuts them (its unicode.json).
 */
const subsets = ['japanese', 'latin', '58', '60', '73', '80', '92', '94', '102', '105', '107', '108']

const require = createRequire(import.meta.url)

const read = (weight: number) =>
  Promise.all(
    subsets.map(async (subset) => sfntFromWoff(await readFile(require.resolve(`@fontsource/noto-sans-jp/files/noto-sans-jp-${subset}-${weight}-normal.woff`)))),
  )

/** Reads the fonts for exported courses (Latin and Japanese, regular and bold) from the installed font package. */
export const readCourseFonts = async (): Promise<CourseFonts> => ({ regular: await read(400), bold: await read(700) })
