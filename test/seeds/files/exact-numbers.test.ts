import { describe, expect, test } from 'vitest'
import { withExactNumbers } from '../../../seeds/files/exact-numbers.ts'
import { readFiles, readMapped, rejectedRows, rowsOf, shortClaims, workbook } from '../reading.ts'

const ID = '9007199254740993'
const LONG = '123456789012345678901234567890'

test.each([
  [`{"id":${ID},"n":[1, -${LONG}, 9007199254740991]}`, `{"id":"${ID}","n":[1, "-${LONG}", 9007199254740991]}`],
  [`{"note":"\\" ${ID}","more":"${ID}\\\\"}`, `{"note":"\\" ${ID}","more":"${ID}\\\\"}`],
  ['[1e400, 1e5, 0.30000000000000004]', '["1e400", 1e5, 0.30000000000000004]'],
])('withExactNumbers quotes the numbers in %s that JavaScript would round', (json, exact) => {
  expect(withExactNumbers(json)).toBe(exact)
})

test.each([`{"id":0${ID}}`, `[${ID}x]`, `["a" ${LONG}]`, `"${ID}`])(
  'withExactNumbers does not turn invalid JSON into valid JSON: %s',
  json => {
    expect(() => JSON.parse(withExactNumbers(json))).toThrow(SyntaxError)
  },
)

describe('ids above 2^53', () => {
  test('JSON Lines keeps an id above 2^53 digit by digit', async () => {
    const { data, messages } = await readFiles({
      'people.jsonl': `{"id":${ID},"name":"Ada"}\n{"id":${LONG},"name":"Ben"}\n`,
    })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id)).toEqual([ID, LONG])
  })

  test('FollowTheMoney keeps an id above 2^53 digit by digit', async () => {
    const person = `{"id":${ID},"schema":"Person","properties":{"name":"Ada"}}`
    const mill = '{"id":"mill","schema":"Company","properties":{"name":"The Mill"}}'
    const employment = `{"id":1,"schema":"Employment","properties":{"employee":[${ID}],"employer":"mill","publisher":"R"}}`
    const { data, messages } = await readFiles({ 'a.ftm.json': [person, mill, employment].join('\n') })
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual([`${ID} mill present null`])
  })

  test('Popolo keeps an id above 2^53 digit by digit', async () => {
    const { data } = await readFiles({ 'a.json': `{"persons": [{"id": ${ID}, "name": "Ada"}]}` })
    expect(data.people).toMatchObject([{ id: ID }])
  })

  test.each([
    ['JSON', 'a.json', `[{"id": ${ID}}, {"id": ${LONG}}]`],
    ['YAML', 'a.yaml', `- id: ${ID}\n- id: ${LONG}\n`],
    ['a workbook', 'a.xlsx', workbook('people', [['id'], [`<c><v>${ID}</v></c>`], [`<c><v>${LONG}</v></c>`]])],
  ])('%s with a mapping keeps an id above 2^53 digit by digit', async (_what, name, content) => {
    const { data, messages } = await readMapped("people: [{id: '{id}', name: '{id}'}]\n", { [name]: content })
    expect(messages).toEqual([])
    expect(data.people.map(({ id }) => id).sort()).toEqual([LONG, ID])
  })

  test('a reject file keeps an id above 2^53 digit by digit', async () => {
    const { text } = await rejectedRows({ 'people.jsonl': `{"id":${ID},"name":""}\n` })
    expect(rowsOf(text)).toMatchObject([{ id: ID }])
  })
})
