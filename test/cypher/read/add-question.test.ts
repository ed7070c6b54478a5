import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { filePair } from '../../../client/console/save.ts'
import { emptyGraph } from '../../../cypher/graph-columns.ts'
import { copyWithQuestion, documentedQuestion } from '../../setup/documented-question.ts'

const { name, cypher, definition } = await documentedQuestion()

test('the console saves the two files of a question exactly as cypher/README.md shows them', () => {
  const [first = '', ...statement] = cypher.trimEnd().split('\n')
  const saved = filePair({
    name,
    question: first.replace('// ', ''),
    query: `${statement.join('\n')};`,
    params: { organisation: 'openai' },
    columns: ['role', 'people'],
    rows: [['engineer', 3]],
    graph: emptyGraph(),
  })
  expect(saved.cypher).toEqual({ name: `${name}.cypher`, text: cypher })
  expect(saved.definition).toEqual({ name: `${name}.ts`, text: definition })
})

describe('a copy of the project with these two files and nothing else', () => {
  let copy: string
  beforeAll(async () => {
    copy = await copyWithQuestion()
  })

  const run = (program: string, ...args: string[]) =>
    new Promise<{ code: number; output: string }>(done => {
      execFile(program, args, { cwd: copy }, (error, out, err) => done({ code: error ? 1 : 0, output: out + err }))
    })
  const bin = (program: string) => resolve('node_modules/.bin', program)
  const tsx = ['--import', resolve('node_modules/tsx/dist/esm/index.mjs')]

  test('in that copy, the formatter and the linter accept both files', async () => {
    const checked = await run(bin('biome'), 'check', '--error-on-warnings', `cypher/read/${name}.ts`)
    expect(checked).toEqual({ code: 0, output: expect.stringContaining('No fixes applied') })
  })

  test('in that copy, all types are right', async () => {
    expect(await run(bin('tsc'), '-b', 'cypher', 'client')).toEqual({ code: 0, output: '' })
  })

  test('in that copy, the unit tests about questions pass', async () => {
    const tests = ['test/cypher/read', 'test/cypher/words', 'test/docs', 'test/server/adhoc/own', 'test/client/store']
    const { code, output } = await run(bin('vitest'), 'run', '--project', 'unit', ...tests)
    expect(stripVTControlCharacters(output)).toMatch(/Test Files +\d+ passed \(\d+\)/)
    expect(code).toBe(0)
  })

  test('in that copy, `npm run words` lists the missing Chinese words, and succeeds', async () => {
    const { code, output } = await run(process.execPath, ...tsx, 'test/docs/list-missing-words.ts')
    expect(output).toContain(`cypher/read/${name}.ts lacks Chinese words (shown in English):\n  title\n  question\n`)
    expect(output).toMatch(/(\d+) of (?!\1)\d+ questions have all their Chinese words/)
    expect(code).toBe(0)
  })

  test('in that copy, `npm run docs` adds the question to the README', async () => {
    expect((await run(process.execPath, ...tsx, 'test/docs/write-tables.ts')).output).toContain('was updated')
    const readme = await readFile(join(copy, 'README.md'), 'utf8')
    expect(readme).toContain(`| \`${name}\` | ${cypher.split('\n')[0]?.replace('// ', '')} | \`organisation\` |`)
    expect((await run(process.execPath, ...tsx, 'test/docs/write-tables.ts')).output).toContain('is up to date')
  })
})
