import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../server/db/connect.ts'
import { addressIn, environmentOf, writtenBy } from './setup/commands.ts'
import { wipe } from './setup/database.ts'

const run = promisify(execFile)

interface Manifest {
  private: boolean
  version: string
  bin: Record<string, string>
  dependencies: Record<string, string>
}

/** A folder in which somebody has installed the package, with links to the packages that it depends on. */
async function installed(): Promise<{ folder: string; manifest: Manifest; files: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'installed-'))
  const home = join(folder, 'node_modules/who-left-where')
  await mkdir(home, { recursive: true })
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder])
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', home])
  const manifest: Manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  for (const name of Object.keys(manifest.dependencies)) {
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true })
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name))
  }
  return { folder, manifest, files: files.map(({ path }) => path) }
}

describe('the package of the whole', () => {
  let folder: string
  let manifest: Manifest
  let files: string[]
  let app: ChildProcessWithoutNullStreams
  let url: string
  const program = () => join(folder, 'node_modules/who-left-where', manifest.bin['who-left-where'] ?? '')
  beforeAll(async () => {
    const driver = connect(inject('neo4j'))
    await wipe(driver)
    await driver.close()
    ;({ folder, manifest, files } = await installed())
    const env = { ...environmentOf(), PORT: '0', LOG_LEVEL: 'silent' }
    app = spawn(process.execPath, [program(), 'start'], { cwd: folder, env })
    url = await addressIn(writtenBy(app))
  })
  afterAll(async () => {
    const ended = once(app, 'exit')
    app.kill('SIGKILL')
    await ended
  })

  test('it holds what runs, without sources and tests, and cannot be published by accident', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(files.filter(path => /\.tsx?$|(^|\/)test\//.test(path))).toEqual([])
    for (const path of ['LICENSE', 'CHANGELOG.md', 'docker-compose.yml', 'dist/client/licenses.md'])
      expect(files).toContain(path)
    expect(manifest.private).toBe(true)
  })

  test.each([
    '',
    'q/who-left?organisation=openai',
    'api/queries/who-left.svg?organisation=openai',
    'embed?select=openai',
    'console',
    'article.html',
    'pages.css',
    'network',
  ])('the installed app answers /%s', async path => {
    expect([path, (await fetch(url + path)).status]).toEqual([path, 200])
  })

  test('the installed app runs ad hoc Cypher and its commands', async () => {
    const answer = await fetch(`${url}api/cypher`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'RETURN 1 AS one' }),
    })
    expect(await answer.text()).toContain('"values":[1]')
    const options = { cwd: folder, env: environmentOf() }
    const { stdout } = await run(process.execPath, [program(), 'load', '--list'], options)
    expect(stdout).toContain('load 1, ')
    const backup = join(folder, 'all.backup.gz')
    await run(process.execPath, [program(), 'backup', backup], options)
    expect((await readFile(backup)).length).toBeGreaterThan(1_000)
  })
})
