import { StringStream } from '@codemirror/language'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choicesAt } from '../../../client/console/editor/complete.ts'
import { cypherMode } from '../../../client/console/editor/mode.ts'

const schema = { labels: ['Person', 'Odd label'], types: ['LEFT', 'JOINED'], properties: ['name', 'on'] }
const at = (text: string, always = false) => {
  const offset = text.includes('¦') ? text.indexOf('¦') : text.length
  const found = choicesAt(text.replace('¦', ''), offset, schema, ['id', 'from'], always)
  return found && { begun: text.slice(found.from, offset), names: found.choices.map(({ label }) => label) }
}

describe('Cypher completion', () => {
  test.each([
    ['MATCH (p:Pe', 'Pe', schema.labels],
    ['MATCH (p:', '', schema.labels],
    ['MATCH (p:Person|Od', 'Od', schema.labels],
    ['MATCH (p)-[:LEFT|JO', 'JO', schema.types],
    ['MATCH (p)-[r:¦]->(o)', '', schema.types],
    ['MATCH (p) WHERE p:Pe', 'Pe', [...schema.labels, ...schema.types]],
    ['MATCH (p) RETURN p.na', 'na', schema.properties],
    ['MATCH (p:Person {na', 'na', schema.properties],
    ['MATCH (p:Person {name: 1, o', 'o', schema.properties],
    ['MATCH (p {id: $fr', 'fr', ['id', 'from']],
    ['RETURN "a (b:" + $', '', ['id', 'from']],
  ])('completion in %s replaces "%s" and offers %j', (text, begun, names) => {
    expect(at(text)).toEqual({ begun, names })
  })

  test.each(['RETURN "a.na', "RETURN 'p:", 'MATCH (p) // p.na', 'RETURN /* $i', 'MATCH (p:Person {name: '])(
    'completion offers nothing in %s',
    text => {
      expect(at(text)).toBeNull()
    },
  )

  test('completion offers the statement’s own variables and Cypher keywords once a word has begun, or on demand', () => {
    const { begun, names } = at('MATCH (person:Person)-[gone:LEFT]->() RET') ?? { names: [] as string[] }
    expect(begun).toBe('RET')
    expect(names).toContain('RETURN')
    expect(names.slice(0, 2)).toEqual(['person', 'gone'])
    expect(at('MATCH (p) ')).toBeNull()
    expect(at('MATCH (p) ', true)?.names).toContain('RETURN')
  })

  test('completion quotes names that are not plain identifiers', () => {
    const found = choicesAt('MATCH (p:', 9, schema, [])
    expect(found?.choices.map(({ apply }) => apply)).toEqual(['Person', '`Odd label`'])
  })
})

function tokens(text: string): [string, string][] {
  const state = cypherMode.startState?.(2) ?? { open: null, before: '' }
  return text.split('\n').flatMap(line => {
    const stream = new StringStream(line, 2, 2)
    const found: [string, string][] = []
    while (!stream.eol()) {
      const kind = cypherMode.token(stream, state)
      if (stream.pos === stream.start) throw new Error(`no way on from ${stream.pos} in ${line}`)
      if (kind) found.push([stream.current(), kind])
      stream.start = stream.pos
    }
    return found
  })
}

describe('Cypher highlighting', () => {
  test('Cypher highlighting distinguishes keywords, labels, properties, parameters, functions, numbers, strings and comments', () => {
    const text = "MATCH (p:Person {id: $id}) // who\nWHERE p.name = 'it\\'s' /* a\nb */ RETURN count(p), 1.5, p:`A b`"
    const kinds = Object.fromEntries(tokens(text))
    expect(kinds).toMatchObject({
      MATCH: 'keyword',
      Person: 'typeName',
      id: 'propertyName',
      $id: 'atom',
      '// who': 'comment',
      name: 'propertyName',
      "'it\\'s'": 'string',
      '/* a': 'comment',
      'b */': 'comment',
      count: 'variableName.function',
      '1.5': 'number',
      '`A b`': 'typeName',
    })
  })

  test('Cypher highlighting makes progress through any text to its end', () => {
    const signs = fc.constantFrom(
      '`',
      '"',
      "'",
      '\\',
      '/',
      '*',
      '$',
      ':',
      '.',
      '(',
      '{',
      'a',
      '翁',
      '1',
      ' ',
      '\n',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), all => {
        expect(tokens(all.join('')).every(([text]) => text.length > 0)).toBe(true)
      }),
    )
  })
})
