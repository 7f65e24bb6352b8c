// Prints `N passed, N failed, N skipped` over the reports that Vitest and Playwright left in a folder.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, exitCode] = process.argv.slice(2)

const read = (file) => {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch {
    return undefined
  }
}

const vitest = (report) => ({
  passed: report.numPassedTests,
  // A file that fails before its first test has no failed test in it.
  failed:
    report.numFailedTests +
    report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length,
  skipped: report.numPendingTests + report.numTodoTests,
})

const playwright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped })

const suites = [
  { file: 'test.json', count: vitest },
  { file: 'test-pg.json', count: vitest },
  { file: 'test-times.json', count: vitest },
  { file: 'test-deep.json', count: vitest },
  { file: 'check.json', count: vitest },
  { file: 'bundles.json', count: vitest },
  { file: 'e2e.json', count: playwright },
].flatMap(({ file, count }) => {
  const report = read(file)
  return report ? [count(report)] : []
})
const sum = (name) => suites.reduce((total, suite) => total + suite[name], 0)
// A step can fail outside of any test: the types, the build, a crash. That is one failure, never none.
const failed = sum('failed') || (exitCode === '0' ? 0 : 1)
console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`)
