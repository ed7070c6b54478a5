import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packClient } from '../setup/client-package.ts'

/** Bytes of the whole node_modules. It was 10 MB when this was written, and 89 MB when the package was that of the app. */
const MOST_BYTES = 20e6

test('npm installs the packed client in an empty project, with few packages and little disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'install-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, encoding: 'utf8' })
  run('npm', 'install', '--no-audit', '--no-fund', await packClient())
  const packages = run('npm', 'ls', '--all', '--parseable').trim().split('\n').slice(1)
  expect(packages.filter(path => /express|react|neo4j|codemirror|sigma/.test(path.replace(folder, '')))).toEqual([])
  expect(packages.length).toBeLessThan(20)
  expect(Number(run('du', '-sk', 'node_modules').split('\t')[0]) * 1024).toBeLessThan(MOST_BYTES)
  writeFileSync(
    join(folder, 'use.js'),
    "import { createClient } from 'who-left-where/client'\nimport { mount } from 'who-left-where/embed'\nimport whoLeft from 'who-left-where/questions/who-left'\nconsole.log(typeof createClient().run, typeof mount, whoLeft.name)\n",
  )
  expect(run(process.execPath, 'use.js')).toBe('function function who-left\n')
})
