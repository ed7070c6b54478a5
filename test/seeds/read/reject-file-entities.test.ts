import { describe, expect, test } from 'vitest'
import { InputError } from '../../../seeds/tables/diagnostic.ts'
import { readFiles, readPaths, rejectedRows, rowsOf, shortClaims, writeFiles } from '../reading.ts'

const ADA = { id: 'ada', schema: 'Person', properties: { name: ['Ada'] } }
const MILL = { id: 'mill', schema: 'Company', properties: { name: ['The Mill'] } }
const MILLER = { id: 'miller', schema: 'Position', properties: { name: ['Miller'], organization: ['mill'] } }
const ARTICLE = { id: 'article', schema: 'Article', properties: { title: ['A history'] } }
const occupancy = (properties: object) => ({ id: 'o', schema: 'Occupancy', properties })
const HELD = { holder: ['ada'], post: ['miller'], proof: ['article'], startDate: ['2010'] }
const lines = (...objects: unknown[]) =>
  objects.map(object => (typeof object === 'string' ? object : JSON.stringify(object))).join('\n')

/** Corrects the reject file and loads it after the other files. */
async function mended(files: Record<string, string>, mend: (text: string) => string) {
  const { text } = await rejectedRows(files)
  const paths = await writeFiles({ ...files, 'mended.jsonl': mend(text) })
  return readPaths(paths.slice(-1))
}

describe('rejected FollowTheMoney entities', () => {
  test.each<[string, object, RegExp]>([
    ['without an id', { schema: 'Person', properties: { name: ['Ben'] } }, /^has no "id"/],
    ['without a schema', { id: 'ben', properties: { name: ['Ben'] } }, /^has no "schema"/],
    ['with null properties', { id: 'ben', schema: 'Person', properties: null }, /^has "properties"/],
    [
      'with the id of another entity',
      { ...ADA, properties: { name: ['Ben'] } },
      /^id: "ada" is the id of another entity/,
    ],
    ['without a name', { id: 'ben', schema: 'Person', properties: {} }, /^name: is empty/],
    [
      'without an employee',
      { id: 'e', schema: 'Employment', properties: { employer: ['mill'], summary: ['quite'] } },
      /^employee: is missing in Employment "e"/,
    ],
    [
      'of an unknown table',
      { ...ADA, id: 'x', whoLeftWhere: { table: 'peple', rows: [{}] } },
      /^whoLeftWhere: names "peple"/,
    ],
  ])('a FollowTheMoney entity %s is written to the reject file unchanged', async (_what, entity, reason) => {
    const rows = rowsOf((await rejectedRows({ 'all.ftm.json': lines(ADA, MILL, entity) })).text)
    expect(rows).toEqual([
      {
        ...entity,
        error: expect.stringMatching(reason),
        error_file: expect.stringMatching(/all\.ftm\.json$/),
        error_line: 3,
      },
    ])
  })

  test('a rejected occupancy is written with its valid position and documents, and loads once corrected', async () => {
    const faulty = occupancy({ ...HELD, startDate: ['2010-13'] })
    const files = { 'all.ftm.json': lines(ADA, MILL, MILLER, ARTICLE, faulty) }
    expect(rowsOf((await rejectedRows(files)).text)).toEqual([
      ADA,
      MILLER,
      ARTICLE,
      { ...faulty, error: expect.stringMatching(/"2010-13"/), error_file: expect.any(String), error_line: 5 },
    ])
    const { data } = await mended(files, text => text.replaceAll('2010-13', '2010'))
    const whole = await readFiles({ 'all.ftm.json': lines(ADA, MILL, MILLER, ARTICLE, occupancy(HELD)) })
    expect(whole.messages).toEqual([])
    expect(data.claims.map(({ id }) => id)).toEqual(whole.data.claims.map(({ id }) => id))
    expect(data.claims).toMatchObject([{ role: 'Miller', source: 'article' }])
  })

  test('rejected entities and rejected table rows share one reject file, in either order, and load once corrected', async () => {
    const person = { id: 'ben', schema: 'Person', properties: {} }
    for (const files of [
      { 'people.csv': 'id,name\neve,\n', 'all.ftm.json': lines(person) },
      { 'all.ftm.json': lines(person), 'people.csv': 'id,name\neve,\n' },
    ]) {
      const { data, messages } = await mended(files, text =>
        text.replace('"properties":{}', '"properties":{"name":"Ben"}').replace('"name":""', '"name":"Eve"'),
      )
      expect(messages).toEqual([])
      expect(data.people.map(({ name }) => name).sort()).toEqual(['Ben', 'Eve'])
    }
  })
})

describe('rejects from Popolo', () => {
  test('a Popolo membership without an organisation is rejected as the claims it would make, which load once corrected', async () => {
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
    const rows = rowsOf((await rejectedRows(files)).text).filter(({ table }) => table === 'claims')
    expect(rows.map(({ table, organisation, on, error }) => [table, organisation, on, error])).toEqual([
      ['claims', '', '2010', expect.stringMatching(/organization_id: is missing in the membership of "m1"/)],
      ['claims', '', '2014', expect.stringMatching(/organization_id: is missing/)],
    ])
    const { data } = await mended(files, text => text.replaceAll('"organisation":""', '"organisation":"hall"'))
    expect(shortClaims(data)).toEqual(['ada hall joined 2010', 'ada hall left 2014'])
  })

  test('a Popolo entry that is not a JSON object is rejected as its text', async () => {
    const { text } = await rejectedRows({
      'popolo.json': '{"persons": [{"id": "ada", "name": "Ada"}, "Ben", {"id": ben}]}',
    })
    expect(rowsOf(text)).toMatchObject([
      { text: '"Ben"', error: expect.stringMatching(/is not a JSON object/), error_line: 1 },
      { text: '{"id": ben}', error: expect.stringMatching(/is not JSON/) },
    ])
  })
})

describe('rejected list elements', () => {
  const mapping = "people: [{id: '{id}', name: '{id}'}]\n"
  test.each([
    ['JSON', 'a.json', '[{"id": "ada"}, "Ben", {"id": "cai"}]', '"Ben"'],
    ['YAML', 'a.yaml', '- {id: ada}\n- Ben\n-\n- {id: cai}\n', 'Ben'],
    ['YAML with an alias of no anchor', 'a.yaml', '- {id: ada}\n- {id: *ben}\n', '{id: *ben}'],
  ])(
    'in %s with a mapping, a list element that is not a row is rejected as its text',
    async (_what, name, content, text) => {
      const rows = rowsOf((await rejectedRows({ [name]: content }, { mapping })).text)
      expect(rows).toMatchObject([{ text, error: expect.stringMatching(/is not a (JSON object|YAML map)/) }])
    },
  )

  test('with a mapping, a YAML document that is a map is a fault of the whole file', async () => {
    await expect(rejectedRows({ 'a.yaml': 'a: {id: ada}\nb: {id: ben}\n' }, { mapping })).rejects.toThrow(
      /a\.yaml: has no list; name its path in rows\.path/,
    )
  })
})

describe('faults that stop the load', () => {
  const stopped = async (...args: Parameters<typeof rejectedRows>) =>
    rejectedRows(...args).then(
      () => 'nothing',
      (error: unknown) => (error instanceof InputError ? error.message : error),
    )

  test('a line too long to hold in memory stops the load', async () => {
    const long = JSON.stringify({ id: 'ben', name: 'x'.repeat(2 * 1024 * 1024) })
    expect(await stopped({ 'people.jsonl': lines({ id: 'ada', name: 'Ada' }, long) })).toMatch(
      /people\.jsonl:2: has 2\d+ characters; .*cannot be written to the reject file either/,
    )
  })

  test('an invalid --source-url stops the load, and a missing mapping is a fault of the whole load', async () => {
    const files = { 'people.csv': 'id,name\nada,Ada\n' }
    expect(await stopped(files, { source: { id: 's', title: 'S', url: 'javascript:x' } })).toMatch(/--source-url/)
    await expect(readPaths(['a.csv'], { map: '/nowhere/m.yaml' })).resolves.toMatchObject({
      data: { problems: [{ whole: true }] },
    })
  })
})
