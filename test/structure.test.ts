import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DirectedGraph } from 'graphology'
import { beforeAll, describe, expect, test } from 'vitest'
import { byFolder, cyclesOf, readImports } from './setup/imports.ts'

const PARTS = ['cypher', 'server', 'seeds', 'client', 'start.ts']
/** What the loader may use of the server. */
const SHARED = 'server/(db/|neo4j/|env\\.ts|command-io\\.ts)'

/** Files whose path matches the first pattern import only files whose path matches the second. */
const RULES: [files: string, mayImport: string][] = [
  ['^cypher/', '^cypher/'],
  ['^client/', '^(client|cypher)/'],
  [`^${SHARED}`, `^(${SHARED}|cypher/)`],
  ['^server/', '^(server|cypher)/'],
  ['^seeds/', `^(seeds/|cypher/|${SHARED})`],
]

const breaches = (graph: DirectedGraph): string[] =>
  RULES.flatMap(([files, mayImport]) =>
    graph
      .mapEdges((_edge, _attributes, from, to) => ({ from, to }))
      .flatMap(({ from, to }) =>
        new RegExp(files).test(from) && !new RegExp(mayImport).test(to) ? [`${from} imports ${to}`] : [],
      ),
  )

/** Cycles that are still to be taken apart. A cycle that is gone is taken off the list; none is added. */
const KNOWN_CYCLES = {
  files: [['seeds/changes.ts', 'seeds/settled.ts']],
  folders: [
    [
      ...['client', 'client/console', 'client/console/editor', 'client/console/panels', 'client/panels'],
      ...['client/store', 'client/view', 'client/view/programs'],
    ],
    [
      ...['seeds', 'seeds/check', 'seeds/cli', 'seeds/export', 'seeds/export/ftm', 'seeds/formats', 'seeds/input'],
      ...['seeds/map', 'seeds/reconcile', 'seeds/statements', 'seeds/undo'],
    ],
    ['server', 'server/adhoc', 'server/html', 'server/neo4j', 'server/routes'],
    ['server/db', 'server/db/gate'],
  ],
}

describe('imports', () => {
  let graph: DirectedGraph
  beforeAll(async () => {
    graph = await readImports('.', PARTS)
  })

  test('every import of the tree points in an allowed direction', () => {
    expect(graph.order).toBeGreaterThan(300)
    expect(breaches(graph)).toEqual([])
  })

  test.each([
    ['cypher/query.ts', 'server/env.ts'],
    ['client/api.ts', 'server/env.ts'],
    ['client/api.ts', 'seeds/load.ts'],
    ['seeds/load.ts', 'server/app.ts'],
    ['server/app.ts', 'seeds/load.ts'],
    ['server/db/run.ts', 'server/app.ts'],
  ])('an import of %s from %s would be reported', (from, to) => {
    const wrong = graph.copy()
    wrong.mergeEdge(from, to)
    expect(breaches(wrong)).toContain(`${from} imports ${to}`)
  })

  test('no files import each other in a cycle beyond the known ones', () => {
    expect(cyclesOf(graph)).toEqual(KNOWN_CYCLES.files)
  })

  test('no folders import each other in a cycle beyond the known ones', () => {
    expect(cyclesOf(byFolder(graph))).toEqual(KNOWN_CYCLES.folders)
  })

  test('a cycle of types, of re-exports or of dynamic imports is found', async () => {
    const root = await mkdtemp(join(tmpdir(), 'cycle-'))
    await writeFile(join(root, 'a.ts'), "import type { B } from './b.ts'\nexport type A = B\n")
    await writeFile(join(root, 'b.ts'), "export type { C as B } from './c.tsx'\n")
    await writeFile(join(root, 'c.tsx'), "export type C = 1\nexport const load = () => import('./a.ts')\n")
    const files = ['a.ts', 'b.ts', 'c.tsx']
    expect(cyclesOf(await readImports(root, ['.']))).toEqual([files])
  })
})

// That it accepts every project as it is, `npm run test:types` shows.
describe('the compiler', () => {
  const WRONG = [
    ['cypher', "export { readEnv } from '../server/env.ts'", /not listed within the file list/],
    ['cypher', 'export const title = document.title', /Cannot find name 'document'/],
    ['cypher', "export { join } from 'node:path'", /Cannot find/],
    ['client', "export { readEnv } from '../server/env.ts'", /not listed within the file list/],
    ['client', "export { load } from '../seeds/load.ts'", /not listed within the file list/],
    ['client', "export { join } from 'node:path'", /Cannot find/],
    ['seeds', "export { buildApp } from '../server/app.ts'", /not listed within the file list/],
    ['server', "export { load } from '../seeds/load.ts'", /not listed within the file list/],
    ['server/db', "export { buildApp } from '../app.ts'", /not listed within the file list/],
  ] as const
  let output: string

  // In a copy, so that no wrong file is ever seen in the tree itself.
  beforeAll(async () => {
    const copy = await mkdtemp(join(tmpdir(), 'structure-'))
    for (const part of ['cypher', 'server', 'seeds', 'client', 'tsconfig.base.json'])
      await cp(part, join(copy, part), { recursive: true })
    await symlink(resolve('node_modules'), join(copy, 'node_modules'))
    await Promise.all(WRONG.map(([folder, line], at) => writeFile(join(copy, folder, `wrong-${at}.ts`), `${line}\n`)))
    const projects = ['cypher', 'server/tsconfig.db.json', 'server', 'seeds', 'client']
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

test('every folder of tests has the path of the folder it tests', async () => {
  const entries = await readdir('test', { recursive: true, withFileTypes: true })
  const folders = new Set(
    entries
      .filter(entry => /\.test\.ts$/.test(entry.name))
      .map(entry => entry.parentPath.slice('test'.length + 1))
      .filter(path => !['', 'setup', 'oracle'].includes(path)),
  )
  for (const path of folders) await expect(readdir(path), path).resolves.toBeDefined()
})
