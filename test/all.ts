import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `npm test`: every `test:*` of package.json in turn, each to its end, and one line of counts for all of them. */

const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> }
const names = Object.keys(scripts).filter(name => name.startsWith('test:'))
const folder = await mkdtemp(join(tmpdir(), 'reports-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []

for (const name of names) {
  console.log(`\n── ${name}`)
  const report = join(folder, `${name.replace(':', '-')}.json`)
  const vitest = scripts[name]?.includes('vitest')
  const extra = vitest ? ['--', '--reporter=default', '--reporter=json', `--outputFile=${report}`] : []
  const passed = await run('npm', ['run', '--silent', name, ...extra])
  if (!passed) failures.push(name)
  const counts = vitest ? await countsOf(report) : undefined
  if (counts) for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key]
  // A run that broke outside of its tests must not look like one without failures.
  if (!counts || (!passed && counts.failed === 0)) total[passed ? 'passed' : 'failed']++
}

await rm(folder, { recursive: true })
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = failures.length > 0 ? 1 : 0

function run(command: string, args: string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'inherit' })
  return new Promise(resolve => {
    child.once('error', () => resolve(false))
    child.once('exit', code => resolve(code === 0))
  })
}

async function countsOf(report: string): Promise<typeof total | undefined> {
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text) as Record<string, number>
  return {
    passed: numPassedTests ?? 0,
    failed: numFailedTests ?? 0,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  }
}
