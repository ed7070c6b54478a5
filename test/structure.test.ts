import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// A copy, so that no wrong file is ever seen in the tree itself.
let copy: string
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'structure-'))
  for (const part of ['cypher', 'server', 'seeds', 'client', 'tsconfig.base.json'])
    await cp(part, join(copy, part), { recursive: true })
  await symlink(resolve('node_modules'), join(copy, 'node_modules'))
})
afterAll(() => rm(copy, { recursive: true }))

const compile = (project: string) =>
  new Promise<string>(done => {
    execFile(resolve('node_modules/.bin/tsc'), ['-b', project], { cwd: copy }, (_error, out) => done(out))
  })

describe('the compiler holds the direction of imports', { timeout: 120_000 }, () => {
  test.each([
    ['cypher', 'cypher', "export { readEnv } from '../server/env.ts'", /not listed within the file list/],
    ['cypher', 'cypher', 'export const title = document.title', /Cannot find name 'document'/],
    ['cypher', 'cypher', "export { join } from 'node:path'", /Cannot find/],
    ['client', 'client', "export { readEnv } from '../server/env.ts'", /not listed within the file list/],
    ['client', 'client', "export { load } from '../seeds/load.ts'", /not listed within the file list/],
    ['client', 'client', "export { join } from 'node:path'", /Cannot find/],
    ['seeds', 'seeds', "export { buildApp } from '../server/app.ts'", /not listed within the file list/],
    ['server', 'server', "export { load } from '../seeds/load.ts'", /not listed within the file list/],
    ['server/db', 'server/tsconfig.db.json', "export { buildApp } from '../app.ts'", /not listed within the file list/],
  ])('of %s (%s): %s', async (folder, project, line, complaint) => {
    const file = join(copy, folder, 'wrong.ts')
    await writeFile(file, `${line}\n`)
    const output = await compile(project)
    await rm(file)
    expect(output).toMatch(/wrong\.ts/)
    expect(output).toMatch(complaint)
  })

  test('and has nothing against what is there', async () => {
    for (const project of ['cypher', 'server/tsconfig.db.json', 'server', 'seeds', 'client'])
      expect(await compile(project)).toBe('')
  })
})
