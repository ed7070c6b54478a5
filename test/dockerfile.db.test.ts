import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { connect } from '../server/db/connect.ts'
import { addressIn, environmentOf, writtenBy } from './setup/commands.ts'
import { wipe } from './setup/database.ts'

// The image without Docker: a folder with the files that the last stage of the Dockerfile copies, and the command that it runs.
const stage = (await readFile('Dockerfile', 'utf8')).split(/^FROM /m).at(-1) ?? ''
const ignored = (await readFile('.dockerignore', 'utf8')).trim().split('\n')

/** Whether the build context has a file, by `.dockerignore`: the last pattern that matches the path or a folder of it decides. */
function isSent(path: string): boolean {
  const last = ignored.findLast(line => {
    const glob = line.replace(/^!/, '').replaceAll('.', '\\.').replaceAll('**', '§').replaceAll('*', '[^/]*')
    return new RegExp(`^${glob.replace('§/', '(.*/)?')}(/|$)`).test(path)
  })
  return last === undefined || last.startsWith('!')
}

/** Makes the folder. Of the packages, it has the dependencies that `npm ci --omit=dev` installs, and not one more. */
async function imageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  for (const [, from, sources = '', target = ''] of stage.matchAll(/^COPY (?:--from=(\w+) )?(.*) (\S+)$/gm))
    for (const source of await matching(sources.split(' '))) {
      const to = join(folder, target, target.endsWith('/') ? source.slice(source.lastIndexOf('/')) : '')
      if (target === '.' || target === './') await cp(source, join(folder, source))
      else if (target === 'node_modules') await linkDependencies(to)
      else if (from) await cp(relative('/app', source), to, { recursive: true })
      else await cp(source, to, { recursive: true, filter: isSent })
    }
  return folder
}

/** Paths of the build context; `*` stands for any part of a file's name. */
async function matching(patterns: string[]): Promise<string[]> {
  const found = patterns.map(async pattern => {
    const [begin, end] = basename(pattern).split('*')
    if (begin === undefined || end === undefined) return [pattern]
    const names = await readdir(dirname(pattern))
    return names.filter(name => name.startsWith(begin) && name.endsWith(end)).map(name => join(dirname(pattern), name))
  })
  return (await Promise.all(found)).flat()
}

async function linkDependencies(folder: string): Promise<void> {
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'))
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await symlink(resolve('node_modules', name), join(folder, name))
  }
}

describe('the image', () => {
  const [program = '', ...args] = JSON.parse(/^CMD (.*)$/m.exec(stage)?.[1] ?? '[]') as string[]
  let folder: string
  let files: string[]
  let app: ChildProcessWithoutNullStreams
  let url: string

  beforeAll(async () => {
    const driver = connect(inject('neo4j'))
    await wipe(driver)
    await driver.close()
    folder = await imageFolder()
    files = await readdir(folder, { recursive: true })
    app = spawn(program, args, { cwd: folder, env: { ...environmentOf(), PORT: '0', LOG_LEVEL: 'silent' } })
    url = await addressIn(writtenBy(app))
    await vi.waitFor(async () => expect((await fetch(`${url}readyz`)).status).toBe(200))
  })
  afterAll(() => app.kill('SIGKILL'))

  test('the image holds no source, no test and no tool of the build', () => {
    expect(files.length).toBeGreaterThan(300)
    expect(
      files.filter(path => /^(seeds|server|client|test|start).*\.tsx?$|^node_modules\/(tsx|vite|react)$/.test(path)),
    ).toEqual([])
  })

  test.each([
    '',
    'console',
    'embed',
    'article.html',
    'pages.css',
    'answer-table.css',
    'q.js',
    'q',
    'q/who-left',
    'api',
    'api/openapi.json',
    'metrics',
  ])('the image serves /%s', async path => {
    expect((await fetch(url + path)).status).toBe(200)
  })

  test('the image loads the sample, answers a question about it, and runs ad hoc Cypher', async () => {
    const reply = await fetch(`${url}api/queries/who-left?organisation=openai`)
    expect(((await reply.json()) as { rows: object[] }).rows.length).toBeGreaterThan(3)
    const body = JSON.stringify({ query: 'MATCH (p:Person) RETURN count(p) AS people' })
    const headers = { 'content-type': 'application/json' }
    const lines = await (await fetch(`${url}api/cypher`, { method: 'POST', headers, body })).text()
    expect(lines).toMatch(/"people"[\s\S]*"summary"/)
  })

  test('the commands run in the image', async () => {
    const load = spawn(program, ['bin/run.js', 'load', '--help'], { cwd: folder })
    const written = writtenBy(load)
    expect(await once(load, 'close')).toEqual([0, null])
    expect(written()).toMatch(/^Loads people/)
    expect(written()).toMatch(/^ {2}popolo /m)
  })

  test('the app in the image exits with 0 on SIGTERM, and has written nothing to its folder', async () => {
    const ended = once(app, 'exit')
    app.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await readdir(folder, { recursive: true })).toEqual(files)
  })
})
