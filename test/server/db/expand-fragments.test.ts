import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { EvidenceSchema } from '../../../cypher/wire.ts'
import { readCypher, readQuestions } from '../../../server/db/cypher-files.ts'
import { expandFragments, parseFragment } from '../../../server/db/expand-fragments.ts'

const fragments = new Map([['pair', parseFragment('pair', '// pair(c, s): two.\nc {.id, .c,\n   s: s {.c}}\n')]])

describe('fragments of Cypher', () => {
  test('a fragment takes the names of its arguments and keeps its properties', () => {
    expect(expandFragments('RETURN pair(claim, source) AS one', fragments)).toBe(
      `RETURN claim {.id, .c,\n${' '.repeat(10)}s: source {.c}} AS one`,
    )
  })

  test('two arguments that swap the names of the parameters are not mixed up', () => {
    expect(expandFragments('pair(s, c)', fragments)).toBe('s {.id, .c,\n   s: c {.c}}')
  })

  test('a fragment with too few arguments is rejected with the arguments it takes', () => {
    expect(() => expandFragments('RETURN pair(c)', fragments)).toThrow('pair(c) must have the arguments c, s')
  })

  test('a fragment without a first line that names it is rejected', () => {
    expect(() => parseFragment('pair', 'c {.id}')).toThrow('must begin with // pair(')
  })

  test('the evidence of a claim has the columns of its schema', async () => {
    const { body } = parseFragment('evidence', await readFile('cypher/fragments/evidence.cypher', 'utf8'))
    const [claim = '', source = ''] = body.split('source:')
    const properties = (text: string) => [...text.matchAll(/\.(\w+)/g)].map(([, name]) => name)
    expect([...properties(claim), 'source']).toEqual(Object.keys(EvidenceSchema.shape))
    expect(properties(source)).toEqual(Object.keys(EvidenceSchema.shape.source.shape))
  })

  test('no Cypher file contains an unexpanded fragment, or spells one out', async () => {
    const texts = [...(await readQuestions()).values()].map(({ cypher }) => cypher)
    for (const folder of ['lookup', 'write'])
      for (const file of await readdir(`cypher/${folder}`))
        if (file.endsWith('.cypher')) texts.push(await readCypher(`${folder}/${file.slice(0, -'.cypher'.length)}`))
    for (const text of texts) expect(text).not.toMatch(/\b(evidence|matchByLabel|matchByKind)\(/)
    for (const file of await readdir('cypher/read'))
      if (file.endsWith('.cypher'))
        expect(await readFile(`cypher/read/${file}`, 'utf8')).not.toContain('.reason, .destination')
  })
})
