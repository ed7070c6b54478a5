import { describe, expect, test } from 'vitest'
import { InputError } from '../../seeds/problem.ts'
import { readFiles, readPaths, rowsOf, setAside, shortClaims, writeFiles } from './reading.ts'

const ADA = { id: 'ada', schema: 'Person', properties: { name: ['Ada'] } }
const MILL = { id: 'mill', schema: 'Company', properties: { name: ['The Mill'] } }
const MILLER = { id: 'miller', schema: 'Position', properties: { name: ['Miller'], organization: ['mill'] } }
const ARTICLE = { id: 'article', schema: 'Article', properties: { title: ['A history'] } }
const occupancy = (properties: object) => ({ id: 'o', schema: 'Occupancy', properties })
const HELD = { holder: ['ada'], post: ['miller'], proof: ['article'], startDate: ['2010'] }
const lines = (...objects: unknown[]) =>
  objects.map(object => (typeof object === 'string' ? object : JSON.stringify(object))).join('\n')

/** An errors file mended, and loaded after the rest. */
async function mended(files: Record<string, string>, mend: (text: string) => string) {
  const { text } = await setAside(files)
  const paths = await writeFiles({ ...files, 'mended.jsonl': mend(text) })
  return readPaths(paths.slice(-1))
}

describe('an entity of FollowTheMoney with a fault is set aside as it is:', () => {
  test.each<[string, object, RegExp]>([
    ['without an id', { schema: 'Person', properties: { name: ['Ben'] } }, /^has no "id"/],
    ['without a schema', { id: 'ben', properties: { name: ['Ben'] } }, /^has no "schema"/],
    ['with properties that are none', { id: 'ben', schema: 'Person', properties: null }, /^has "properties"/],
    ['with the id of another', { ...ADA, properties: { name: ['Ben'] } }, /^id: "ada" is the id of another entity/],
    ['without a name', { id: 'ben', schema: 'Person', properties: {} }, /^name: is empty/],
    [
      'without an employee',
      { id: 'e', schema: 'Employment', properties: { employer: ['mill'], summary: ['quite'] } },
      /^employee: is missing in Employment "e"/,
    ],
    [
      'of a table that is none',
      { ...ADA, id: 'x', whoLeftWhere: { table: 'peple', rows: [{}] } },
      /^whoLeftWhere: names "peple"/,
    ],
  ])('one %s', async (_what, entity, reason) => {
    const rows = rowsOf((await setAside({ 'all.ftm.json': lines(ADA, MILL, entity) })).text)
    expect(rows).toEqual([
      {
        ...entity,
        error: expect.stringMatching(reason),
        error_file: expect.stringMatching(/all\.ftm\.json$/),
        error_line: 3,
      },
    ])
  })

  test('with the position and the documents by which it is read, which have no fault', async () => {
    const faulty = occupancy({ ...HELD, startDate: ['2010-13'] })
    const files = { 'all.ftm.json': lines(ADA, MILL, MILLER, ARTICLE, faulty) }
    expect(rowsOf((await setAside(files)).text)).toEqual([
      ADA,
      MILLER,
      ARTICLE,
      { ...faulty, error: expect.stringMatching(/"2010-13"/), error_file: expect.any(String), error_line: 5 },
    ])
    const { data } = await mended(files, text => text.replaceAll('2010-13', '2010'))
    const whole = await readFiles({ 'all.ftm.json': lines(ADA, MILL, MILLER, ARTICLE, occupancy(HELD)) })
    expect(whole.told).toEqual([])
    expect(data.claims.map(({ id }) => id)).toEqual(whole.data.claims.map(({ id }) => id))
    expect(data.claims).toMatchObject([{ role: 'Miller', source: 'article' }])
  })

  test('also beside rows of the tables, in either order', async () => {
    const person = { id: 'ben', schema: 'Person', properties: {} }
    for (const files of [
      { 'people.csv': 'id,name\neve,\n', 'all.ftm.json': lines(person) },
      { 'all.ftm.json': lines(person), 'people.csv': 'id,name\neve,\n' },
    ]) {
      const { data, told } = await mended(files, text =>
        text.replace('"properties":{}', '"properties":{"name":"Ben"}').replace('"name":""', '"name":"Eve"'),
      )
      expect(told).toEqual([])
      expect(data.people.map(({ name }) => name).sort()).toEqual(['Ben', 'Eve'])
    }
  })
})

describe('of Popolo', () => {
  test('a membership of no organisation is set aside as the claims that it would make', async () => {
    const files = {
      'popolo.json': JSON.stringify({
        persons: [{ id: 'ada', name: 'Ada' }],
        organizations: [{ id: 'hall', name: 'The Hall' }],
        memberships: [
          {
            id: 'm1',
            person_id: 'ada',
            start_date: '2010',
            end_date: '2014',
            sources: [{ url: 'https://r.example/' }],
          },
        ],
      }),
    }
    const rows = rowsOf((await setAside(files)).text).filter(({ table }) => table === 'claims')
    expect(rows.map(({ table, organisation, on, error }) => [table, organisation, on, error])).toEqual([
      ['claims', '', '2010', expect.stringMatching(/organization_id: is missing in the membership of "m1"/)],
      ['claims', '', '2014', expect.stringMatching(/organization_id: is missing/)],
    ])
    const { data } = await mended(files, text => text.replaceAll('"organisation":""', '"organisation":"hall"'))
    expect(shortClaims(data)).toEqual(['ada hall joined 2010', 'ada hall left 2014'])
  })

  test('what is no object is set aside as its text', async () => {
    const { text } = await setAside({
      'popolo.json': '{"persons": [{"id": "ada", "name": "Ada"}, "Ben", {"id": ben}]}',
    })
    expect(rowsOf(text)).toMatchObject([
      { text: '"Ben"', error: expect.stringMatching(/is no JSON object/), error_line: 1 },
      { text: '{"id": ben}', error: expect.stringMatching(/is not JSON/) },
    ])
  })
})

describe('for a mapping, an element of a list that is no row is set aside as its text, in', () => {
  const mapping = "people: [{id: '{id}', name: '{id}'}]\n"
  test.each([
    ['JSON', 'a.json', '[{"id": "ada"}, "Ben", {"id": "cai"}]', '"Ben"'],
    ['YAML', 'a.yaml', '- {id: ada}\n- Ben\n-\n- {id: cai}\n', 'Ben'],
    ['YAML, an alias that leads nowhere', 'a.yaml', '- {id: ada}\n- {id: *ben}\n', '{id: *ben}'],
  ])('%s', async (_what, name, content, text) => {
    const rows = rowsOf((await setAside({ [name]: content }, { mapping })).text)
    expect(rows).toMatchObject([{ text, error: expect.stringMatching(/is no (JSON object|YAML map)/) }])
  })

  test('a YAML document that is a map is a fault of the file', async () => {
    await expect(setAside({ 'a.yaml': 'a: {id: ada}\nb: {id: ben}\n' }, { mapping })).rejects.toThrow(
      /a\.yaml: has no list; name its path in rows\.path/,
    )
  })
})

describe('what cannot be set aside stops the load:', () => {
  const stopped = async (...args: Parameters<typeof setAside>) =>
    setAside(...args).then(
      () => 'nothing',
      (error: unknown) => (error instanceof InputError ? error.message : error),
    )

  test('a line too long to be held', async () => {
    const long = JSON.stringify({ id: 'ben', name: 'x'.repeat(2 * 1024 * 1024) })
    expect(await stopped({ 'people.jsonl': lines({ id: 'ada', name: 'Ada' }, long) })).toMatch(
      /people\.jsonl:2: is a row of 2\d+ characters; .*neither be read nor be set aside/,
    )
  })

  test('a mapping that is not there, and a source that is none', async () => {
    const files = { 'people.csv': 'id,name\nada,Ada\n' }
    expect(await stopped(files, { source: { id: 's', title: 'S', url: 'javascript:x' } })).toMatch(/--source-url/)
    await expect(readPaths(['a.csv'], { map: '/nowhere/m.yaml' })).resolves.toMatchObject({
      data: { problems: [{ whole: true }] },
    })
  })
})
