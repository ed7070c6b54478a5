import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * `npm test`: all checks, in parallel lanes, each step to its end. Ends with the slowest files, the failed tests and one line of counts for all steps.
 * The reports are in `.reports/`.
 */

interface Step {
  name: string
  command: string[]
  /** Steps of vitest write a report of their tests; any other step counts as one test. */
  report?: string
}

interface Counts {
  passed: number
  failed: number
  skipped: number
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: FileResult[]
}

interface FileResult {
  name: string
  startTime: number
  endTime: number
  /** Set if the file failed outside its tests. */
  message?: string
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
}

const REPORTS = '.reports'
const SLOWEST = 10

const script = (name: string): Step => ({ name, command: ['npm', 'run', '--silent', name] })
const vitest = (name: string, ...options: string[]): Step => {
  const report = join(REPORTS, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return { name, command: ['npx', 'vitest', 'run', ...options, ...reporters], report }
}
const BUILD = script('build')
/** The tests of the loader, which make the lanes about equal. */
const LOADER = 'test/seeds/'
const LANES: Step[][] = [
  [
    script('test:format'),
    script('test:lint'),
    script('test:types'),
    vitest('unit-and-java', '--project=unit', '--project=java'),
    vitest('loader', '--project=db', LOADER),
  ],
  // One Neo4j serves both.
  [vitest('db-and-browser', '--project=db', '--project=browser', `--exclude=${LOADER}**`)],
]

const from = performance.now()
await rm(REPORTS, { recursive: true, force: true })
await mkdir(REPORTS)
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
const failedTests: string[] = []
const files: { path: string; seconds: number }[] = []

// Skip the tests of a failed build.
if (await finish(BUILD, true))
  await Promise.all(
    LANES.map(async (lane, at) => {
      for (const step of lane) await finish(step, at === LANES.length - 1)
    }),
  )

files.sort((a, b) => b.seconds - a.seconds)
console.log('\nThe slowest files:')
for (const { path, seconds } of files.slice(0, SLOWEST)) console.log(`${seconds.toFixed(1).padStart(8)} s  ${path}`)
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
for (const failed of failedTests) console.log(`  ${failed}`)
const summary = { ...total, seconds: Math.round((performance.now() - from) / 1000), failures, files }
await writeFile(join(REPORTS, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
console.log(`\nin ${summary.seconds} s`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = failures.length > 0 ? 1 : 0

/** Runs a step, shows its output and counts its result. Returns whether it passed. */
async function finish(step: Step, live: boolean): Promise<boolean> {
  const { passed, output } = await run(step, live)
  if (!live) console.log(`\n── ${step.name}\n${output}`)
  await count(step, passed)
  return passed
}

/** Runs a step to its end. With `live`, shows its output at once; otherwise returns it. */
function run({ name, command: [program = '', ...args] }: Step, live: boolean) {
  if (live) console.log(`\n── ${name}`)
  const child = spawn(program, args, { stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk))
  return new Promise<{ passed: boolean; output: string }>(done => {
    child.once('error', error => done({ passed: false, output: error.message }))
    child.once('close', code => done({ passed: code === 0, output }))
  })
}

async function count({ name, report }: Step, passed: boolean): Promise<void> {
  if (!passed) failures.push(name)
  const found = report ? await readReport(report) : undefined
  if (found) {
    total.passed += found.numPassedTests
    total.failed += found.numFailedTests
    total.skipped += found.numPendingTests + found.numTodoTests
    for (const result of found.testResults) {
      const path = relative(resolve('.'), result.name)
      files.push({ path, seconds: (result.endTime - result.startTime) / 1000 })
      failedTests.push(...failedTestsOf(result).map(failed => `${path}\n    ${failed}`))
    }
  }
  // A run that crashed outside its tests must not look successful.
  if (!found || (!passed && found.numFailedTests === 0)) total[passed ? 'passed' : 'failed']++
}

/** The failed tests of a file, each with the start of its message. */
function failedTestsOf({ message, assertionResults }: FileResult): string[] {
  const failed = assertionResults.filter(({ status }) => status === 'failed')
  if (failed.length === 0) return message ? [startOf(message)] : []
  return failed.map(({ fullName, failureMessages }) => `${fullName}\n      ${startOf(failureMessages.join('\n'))}`)
}

/** Shown after all output, where a log that keeps only its end still has it. */
function startOf(message: string): string {
  return stripVTControlCharacters(message).split('\n').slice(0, 4).join('\n      ').slice(0, 800)
}

async function readReport(path: string): Promise<Report | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Report)
}
