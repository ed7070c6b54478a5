import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { DirectedGraph } from 'graphology'
import { beforeAll, describe, expect, test } from 'vitest'
import { byFolder, cyclesOf, readImports } from './setup/imports.ts'

const PARTS = ['cypher', 'picture', 'server', 'seeds', 'client', 'start.ts']
/** The folders of the server that the loader may use. */
const SHARED = 'server/(db|launcher|lib|root)/'

/** Files that match the first pattern import only files that match the second. */
const RULES: [files: string, mayImport: string][] = [
  ['^cypher/', '^cypher/'],
  ['^picture/', '^(picture|cypher)/'],
  ['^client/', '^(client|picture|cypher)/'],
  [`^${SHARED}`, `^(${SHARED}|cypher/)`],
  ['^server/', '^(server|picture|cypher)/'],
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
    ['cypher/query.ts', 'server/lib/env.ts'],
    ['cypher/query.ts', 'picture/draw.ts'],
    ['picture/draw.ts', 'server/lib/env.ts'],
    ['picture/draw.ts', 'client/api/client.ts'],
    ['seeds/load/load.ts', 'picture/draw.ts'],
    ['client/api/client.ts', 'server/lib/env.ts'],
    ['client/api/client.ts', 'seeds/load/load.ts'],
    ['seeds/load/load.ts', 'server/app.ts'],
    ['server/app.ts', 'seeds/load/load.ts'],
    ['server/db/connect.ts', 'server/questions/ask.ts'],
  ])('an import of %s from %s would be reported', (from, to) => {
    const wrong = graph.copy()
    wrong.mergeEdge(from, to)
    expect(breaches(wrong)).toContain(`${from} imports ${to}`)
  })

  test('no files import each other in a cycle', () => {
    expect(cyclesOf(graph)).toEqual([])
  })

  test('no folders import each other in a cycle', () => {
    expect(cyclesOf(byFolder(graph))).toEqual([])
  })

  test('a panel of the explorer never imports the console', () => {
    const edges = graph.mapEdges((_edge, _attributes, from, to) => [from, to] as const)
    const wrong = edges.filter(([from, to]) => from.startsWith('client/panels/') && to.startsWith('client/console'))
    expect(wrong).toEqual([])
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

test('the dependencies are the packages that the compiled code imports; `npm run dev` alone also needs Vite', async () => {
  const imported = new Set<string>()
  for (const file of await readdir('dist/node', { recursive: true }))
    if (file.endsWith('.js')) {
      const text = await readFile(join('dist/node', file), 'utf8')
      const found = text.matchAll(/^(?:import|export) .*\bfrom '([^.':]+)'|\b(?:import|require)\(['`]([^.':`$]+)/gm)
      for (const [, name, lazy = ''] of found) imported.add((name ?? lazy).replace(/^((?:@[^/]+\/)?[^/]+).*/, '$1'))
    }
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'))
  expect([...imported].sort()).toEqual([...Object.keys(dependencies), 'vite'].sort())
})

test('private members begin with #, and what is caught is called error', async () => {
  const wrong: string[] = []
  for (const part of ['cypher', 'picture', 'server', 'seeds', 'client', 'test'])
    for (const file of await readdir(part, { recursive: true })) {
      if (!/\.tsx?$/.test(file)) continue
      const text = await readFile(join(part, file), 'utf8')
      for (const [line] of text.matchAll(/^ +(private|protected|public) (?!constructor).*|catch \((?!error\b|\{).*/gm))
        wrong.push(`${part}/${file}: ${line.trim()}`)
    }
  expect(wrong).toEqual([])
})

test('every folder of tests has the path of the folder it tests', async () => {
  const entries = await readdir('test', { recursive: true, withFileTypes: true })
  const folders = new Set(
    entries
      .filter(entry => /\.test\.ts$/.test(entry.name))
      .map(entry => entry.parentPath.slice('test'.length + 1))
      .filter(path => !['', 'setup', 'oracle', 'server/faults'].includes(path)),
  )
  for (const path of folders) await expect(readdir(path), path).resolves.toBeDefined()
})

describe('rooms', () => {
  const ENTRIES = [
    'backup-cli.ts',
    'cli.ts',
    'digest-cli.ts',
    'export-cli.ts',
    'layout-cli.ts',
    'mirror-cli.ts',
    'README.md',
    'restore-cli.ts',
    'tsconfig.json',
  ]

  test('seeds/ holds its entry files and rooms, and no other file', async () => {
    const entries = await readdir('seeds', { withFileTypes: true })
    expect(entries.filter(entry => entry.isFile()).map(entry => entry.name)).toEqual(ENTRIES.toSorted())
  })

  test('every room has a README of at most twelve lines', async () => {
    for (const part of ['seeds', 'server', 'client'])
      for (const entry of await readdir(part, { withFileTypes: true }))
        if (entry.isDirectory() && !['public', 'style'].includes(entry.name)) {
          const file = join(part, entry.name, 'README.md')
          expect((await readFile(file, 'utf8')).trimEnd().split('\n').length, file).toBeLessThanOrEqual(12)
        }
  })

  test('no two source files have the same name', async () => {
    const graph = await readImports('.', PARTS)
    const names = graph
      .nodes()
      .map(path => basename(path))
      .filter(name => name !== 'index.ts')
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
