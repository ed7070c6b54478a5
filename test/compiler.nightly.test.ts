import { execFile } from 'node:child_process'
import { cp, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

// That it accepts every project as it is, `npm run test:types` shows.
describe('the compiler', () => {
  const WRONG = [
    ['cypher', "export { readEnv } from '../server/lib/env.ts'", /not listed within the file list/],
    ['cypher', 'export const title = document.title', /Cannot find name 'document'/],
    ['cypher', "export { join } from 'node:path'", /Cannot find/],
    ['picture', "export { readEnv } from '../server/lib/env.ts'", /not listed within the file list/],
    ['picture', 'export const title = document.title', /Cannot find name 'document'/],
    ['picture', "export { join } from 'node:path'", /Cannot find/],
    ['client', "export { readEnv } from '../server/lib/env.ts'", /not listed within the file list/],
    ['client', "export { load } from '../seeds/load/load.ts'", /not listed within the file list/],
    ['client', "export { join } from 'node:path'", /Cannot find/],
    ['seeds', "export { buildApp } from '../server/app.ts'", /not listed within the file list/],
    ['server', "export { load } from '../seeds/load/load.ts'", /not listed within the file list/],
    ['server/db', "export { buildApp } from '../app.ts'", /not listed within the file list/],
  ] as const
  let output: string

  // In a copy, so that no wrong file is ever seen in the tree itself.
  beforeAll(async () => {
    const copy = await mkdtemp(join(tmpdir(), 'structure-'))
    for (const part of ['cypher', 'picture', 'server', 'seeds', 'client', 'tsconfig.base.json'])
      await cp(part, join(copy, part), { recursive: true })
    await symlink(resolve('node_modules'), join(copy, 'node_modules'))
    await Promise.all(WRONG.map(([folder, line], at) => writeFile(join(copy, folder, `wrong-${at}.ts`), `${line}\n`)))
    const projects = ['cypher', 'picture', 'server/tsconfig.db.json', 'server', 'seeds', 'client']
    output = await new Promise<string>(done => {
      execFile(resolve('node_modules/.bin/tsc'), ['-b', ...projects], { cwd: copy }, (_error, out) => done(out))
    })
  })

  test.each(WRONG.map(([folder, line, complaint], at) => ({ folder, line, complaint, at })))(
    'the compiler rejects, in $folder: $line',
    ({ at, complaint }) => {
      const complaints = output.split('\n').filter(line => line.includes(`wrong-${at}.ts`))
      expect(complaints.join('\n')).toMatch(complaint)
    },
  )
})
