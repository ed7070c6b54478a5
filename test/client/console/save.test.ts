import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { filePair, isQuestionName, type Question } from '../../../client/console/save.ts'
import { emptyGraph } from '../../../cypher/graph-columns.ts'

const copy = mkdtempSync(join(tmpdir(), 'save-'))
cpSync('cypher', join(copy, 'cypher'), { recursive: true })
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
writeFileSync(join(copy, 'package.json'), '{"type": "module"}')
afterAll(() => rmSync(copy, { recursive: true }))

const graph = emptyGraph()
graph.nodes.set('n:1', { kind: 'node', key: 'n:1', labels: ['Person'], properties: { name: 'Ada' } })

const hostile = `Who's there? */ $\{process.exit(1)} 'x' \\`

const question: Question = {
  name: 'who-is-there',
  question: hostile.replace('? ', '?\n'),
  query: 'PROFILE MATCH (p:Person) WHERE p.age > $least RETURN p, p.name;',
  params: { least: 3, 'odd name': "it's", on: true },
  columns: ['p', 'p.name', 'n', 'mixed', 'list', 'maybe'],
  rows: [
    [{ $node: 'n:1' }, 'Ada', 1, 1, ['a'], null],
    [{ $node: 'n:1' }, 'Bob', 1.5, 'a', [], 'x'],
  ],
  graph,
}

describe('saving a statement as a query', () => {
  test('a saved statement yields a .cypher and a .ts file that load from cypher/read unchanged, even with hostile text', () => {
    const { cypher, definition } = filePair(question)
    for (const { name, text } of [cypher, definition]) writeFileSync(join(copy, 'cypher/read', name), text)
    writeFileSync(
      join(copy, 'try.mts'),
      `import q from './cypher/read/who-is-there.ts'
      const row = { p: { kind: 'node', key: 'k', labels: [], properties: {} }, 'p.name': 'x', n: 2.5, mixed: [], list: [], maybe: null }
      console.log(JSON.stringify({
        name: q.name, title: q.title, question: q.question, example: q.example,
        params: q.params.parse({ least: '4', 'odd name': 'x', on: 'false' }),
        row: q.row.safeParse(row).success, other: q.row.safeParse({ ...row, 'p.name': 1 }).success,
      }))`,
    )
    const said = execFileSync(
      process.execPath,
      ['--import', resolve('node_modules/tsx/dist/esm/index.mjs'), 'try.mts'],
      {
        cwd: copy,
        encoding: 'utf8',
      },
    )
    expect(JSON.parse(said)).toEqual({
      name: 'who-is-there',
      title: 'Who is there',
      question: hostile,
      example: question.params,
      params: { least: 4, 'odd name': 'x', on: false },
      row: true,
      other: false,
    })
    expect(readFileSync(join(copy, 'cypher/read/who-is-there.cypher'), 'utf8')).toBe(
      `// ${hostile}\nMATCH (p:Person) WHERE p.age > $least RETURN p, p.name\n`,
    )
  })

  test.each([
    ['who-left', true],
    ['who-left-2', true],
    ['Who', false],
    ['../who', false],
    ['who left', false],
    ['', false],
    ['-a', false],
    ['a--b', false],
  ])('for the name %j, isQuestionName returns %s', (name, good) => {
    expect(isQuestionName(name)).toBe(good)
  })
})
