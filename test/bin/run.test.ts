import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

// In a copy of the project, so that no other test runs from what is built here.
const PARTS = [
  'bin',
  'cypher',
  'seeds',
  'server',
  'start.ts',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.node.json',
]
const COMMAND = 'seeds/cli/digest-command.ts'
const FORMAT = 'seeds/formats/zzz.ts'
const BUILDING = 'building dist/node…\n'
let copy: string

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'run-'))
  for (const part of PARTS) await cp(part, join(copy, part), { recursive: true })
  await symlink(resolve('node_modules'), join(copy, 'node_modules'))
})

interface Ran {
  code: number
  out: string
  err: string
}

const run = (...args: string[]) =>
  new Promise<Ran>(done => {
    execFile(process.execPath, ['bin/run.js', ...args], { cwd: copy }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    )
  })
const help = () => run('digest', '--help')

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(copy, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
  await writeFile(join(copy, file), text.replace(from, to))
}

describe('node bin/run.js', () => {
  test('two commands that start at once without a build both succeed, and one of them builds', async () => {
    const both = await Promise.all([help(), run('export', '--help')])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.map(({ err }) => err).join('')).toBe(BUILDING)
    expect(both[0]?.out).toMatch(/^Counts the records of the database/)
    expect(await readdir(join(copy, 'dist'))).toEqual(['node'])
  })

  test('a command runs an unchanged build as it is', async () => {
    expect(await help()).toMatchObject({ code: 0, err: '' })
  })

  test('a command runs an edited source at once, even if its types are wrong, and finds a file that was added', async () => {
    await edit(COMMAND, 'const HELP = `Counts', "const wrong: number = 'text'\nconst HELP = wrong + ` Counts")
    await writeFile(join(copy, FORMAT), "export default { name: 'zzz', about: 'a test', extensions: [] }\n")
    const { code, out, err } = await help()
    expect([code, err]).toEqual([0, BUILDING])
    expect(out).toMatch(/^text Counts/)
    expect(await run('load', '--help')).toMatchObject({ err: '', out: expect.stringMatching(/^ {2}zzz +a test$/m) })
  })

  test('a source that cannot be parsed ends the command with its place, and leaves no stale code to run', async () => {
    await edit(COMMAND, 'const HELP', 'const const HELP')
    for (let time = 1; time <= 2; time++) {
      const { code, out, err } = await help()
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/digest-command\.ts[:(]\d+/)
      expect(err).toMatch(/dist\/node could not be built\.\n$/)
    }
  })

  test('a build that was killed holds up no later one, and a file that was removed is gone', async () => {
    await writeFile(join(copy, 'dist/lock'), String(2 ** 22 + 1))
    await edit(COMMAND, 'const const HELP', 'const HELP')
    await rm(join(copy, FORMAT))
    expect(await run('load', '--help')).toMatchObject({
      code: 0,
      err: BUILDING,
      out: expect.not.stringContaining('zzz'),
    })
    expect(await readdir(join(copy, 'dist'))).toEqual(['node'])
  })

  test('an unknown command is refused with exit code 2 and the names of all commands', async () => {
    expect(await run('loda')).toMatchObject({
      code: 2,
      err: expect.stringContaining('start|load|export|digest|mirror|layout|backup|restore|publish|mcp|neo4j'),
    })
  })

  test('without sources, a command takes the build as it is', async () => {
    await rm(join(copy, 'start.ts'))
    await rm(join(copy, COMMAND))
    expect(await help()).toMatchObject({ code: 0, err: '', out: expect.stringContaining('text Counts') })
  })
})
