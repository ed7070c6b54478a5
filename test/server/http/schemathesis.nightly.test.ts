import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'

/** `pip install schemathesis`; SCHEMATHESIS names another path. */
const PROGRAM = process.env.SCHEMATHESIS || 'schemathesis'
const CONFIG = new URL('schemathesis.toml', import.meta.url).pathname
const isInstalled = spawnSync(PROGRAM, ['--version']).status === 0

describe.skipIf(!isInstalled)(
  `the API, with ${PROGRAM} (skipped unless it is installed: pip install schemathesis)`,
  () => {
    let app: TestApp
    beforeAll(async () => {
      app = await startApp()
    })
    afterAll(() => app.stop())

    test('requests that follow or break the API description are answered as it says', async () => {
      const phases = ['--phases', 'examples,coverage,fuzzing', '--max-examples', process.env.SCHEMATHESIS_RUNS || '30']
      // A list of names matches few of the texts that it makes up, which says nothing about the API.
      const suppressed = ['--suppress-health-check', 'filter_too_much']
      const run = [
        'run',
        `${app.url}api/openapi.json`,
        '--checks',
        'all',
        ...phases,
        ...suppressed,
        '--continue-on-failure',
      ]
      const { stdout, failed } = await promisify(execFile)(PROGRAM, ['--no-color', '--config-file', CONFIG, ...run], {
        cwd: process.env.TMPDIR,
        maxBuffer: 2 ** 28,
      }).then(
        ({ stdout }) => ({ stdout, failed: false }),
        ({ stdout }: { stdout: string }) => ({ stdout, failed: true }),
      )
      expect(failed ? stdout : '').toBe('')
      expect(stdout).toMatch(/Tested: \d{2}/)
    }, 7_200_000)
  },
)
