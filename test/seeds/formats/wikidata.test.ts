import { describe, expect, test } from 'vitest'
import { fixture, readFiles, readPaths, shortClaims } from '../reading.ts'

const item = (id: string) => ({ snaktype: 'value', datavalue: { value: { 'entity-type': 'item', id } } })
const text = (value: unknown) => ({ snaktype: 'value', datavalue: { value } })
const time = (time: string, precision: number, calendar = 'Q1985727') =>
  text({ time, precision, calendarmodel: `http://www.wikidata.org/entity/${calendar}` })
const year = (year: string) => time(`+${year}-00-00T00:00:00Z`, 9)
const [NO_VALUE, SOME_VALUE] = [{ snaktype: 'novalue' }, { snaktype: 'somevalue' }]

interface Given {
  value?: object
  qualifiers?: Record<string, object>
  references?: Record<string, object>[]
  rank?: string
}
const listed = (snaks: Record<string, object>) =>
  Object.fromEntries(Object.entries(snaks).map(([p, s]) => [p, [s].flat()]))
const statement = (
  property: string,
  { value = item('Q7'), qualifiers = {}, references = [], rank = 'normal' }: Given,
) => ({
  mainsnak: { property, ...value },
  id: `Q1$${property}`,
  rank,
  qualifiers: listed(qualifiers),
  references: references.map(snaks => ({ snaks: listed(snaks) })),
})
const labels = (en: string) => ({ en: { language: 'en', value: en } })
const HUMAN = { P31: [statement('P31', { value: item('Q5') })] }
const MILL = { id: 'Q7', labels: labels('The Mill'), claims: { P31: [statement('P31', { value: item('Q4830453') })] } }
const entities = (claims: Record<string, object[]>, ...more: { id: string }[]) => ({
  'w.json': JSON.stringify({
    entities: Object.fromEntries(
      [{ id: 'Q1', labels: labels('Ada'), claims: { ...HUMAN, ...claims } }, MILL, ...more].map(one => [one.id, one]),
    ),
  }),
})
const employed = (given: Given) => entities({ P108: [statement('P108', given)] })

test('the Wikidata reader reads a politician as Special:EntityData has him', async () => {
  // From github.com/maxlath/wikibase-sdk (MIT), reduced to four properties; the content of Wikidata is CC0.
  const { data, messages } = await readPaths([fixture('wikidata-q646148.json')])
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([
    { id: 'Q646148', name: 'Henning Christophersen', died: '2016-12-31', note: 'Danish politician (1939-2016)' },
  ])
  expect(data.people[0]?.aliases).toContain('亨宁·克里斯托弗森')
  expect(data.claims).toHaveLength(19)
  expect(shortClaims(data).slice(0, 4)).toEqual([
    'Q646148 Q5449541 joined 1982-09-10',
    'Q646148 Q5449541 left 1984-07-23',
    'Q646148 Q6866144 joined 1978-08-30',
    'Q646148 Q6866144 left 1979-10-26',
  ])
  const titles = new Map(data.sources.map(({ id, title }) => [id, title]))
  expect(data.claims.slice(1, 3).map(({ source }) => titles.get(source))).toEqual([
    'da.wikipedia.org/wiki/Finansministre_fra_Danmark',
    'Wikidata: Henning Christophersen (Q646148)',
  ])
  expect(data.claims[0]).toMatchObject({
    locator: 'Wikidata Q646148$CC300AD7-058D-420D-ADA5-8D0EFEB0ADD9',
    note: 'replaces Q12322307; replaced by Q12330884',
  })
  expect(data.notes).toEqual([expect.stringMatching(/does not have 29 of the items .*ids=Q5449541\|Q12322307/)])
})

describe('dates', () => {
  test.each([
    [time('+2013-05-06T00:00:00Z', 11), '2013-05-06'],
    [time('+2013-05-00T00:00:00Z', 10), '2013-05'],
    [time('+2013-00-00T00:00:00Z', 11), '2013'],
    [time('+2010-00-00T00:00:00Z', 8), '201X'],
    [time('+2000-00-00T00:00:00Z', 7), '1900/2000'],
    [time('+1752-09-02T00:00:00Z', 11, 'Q1985786'), '1752-09-13'],
    [time('+1642-00-00T00:00:00Z', 9, 'Q1985786'), '1642-01-11/1643-01-10'],
    [time('+1900-02-00T00:00:00Z', 10, 'Q1985786'), '1900-02-13/1900-03-13'],
  ])('%j is read as %s', async (P580, expected) => {
    const { data, messages } = await readFiles(employed({ qualifiers: { P580 } }))
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual([`Q1 Q7 joined ${expected}`])
  })

  test.each([
    [
      time('+2000-00-00T00:00:00Z', 6),
      '1000/2000',
      /^w\.json:1: P580: warning: "\+2000.*" in Q1\$P108 is known to the millennium only; it is read as 1000\/2000$/,
    ],
    [time('+1000000-00-00T00:00:00Z', 3), null, /is after the year 9999; the claim is read without it$/],
    [
      time('+2000-00-00T00:00:00Z', 4),
      null,
      /is known only to 100,000 years, which no date can say; the claim is read/,
    ],
    [
      time('-0044-03-15T00:00:00Z', 11),
      null,
      /is before the year 1, and dates begin there; the claim is read without it$/,
    ],
    [time('+1793-01-01T00:00:00Z', 11, 'Q181974'), null, /is in a calendar that is neither Gregorian nor Julian/],
    [time('+2013-02-30T00:00:00Z', 11), null, /is not a day of the calendar; the claim is read without it$/],
    [time('+1700-02-30T00:00:00Z', 11, 'Q1985786'), null, /is not a day of the Julian calendar/],
  ])('%j is read as %s, with a warning', async (P580, expected, warning) => {
    const { data, messages } = await readFiles(employed({ qualifiers: { P580 } }))
    expect(shortClaims(data)).toEqual([`Q1 Q7 joined ${expected}`])
    expect(messages).toEqual([expect.stringMatching(warning)])
  })

  test('circa makes the dates of a statement approximate', async () => {
    const { data } = await readFiles(employed({ qualifiers: { P580: year('2010'), P1480: item('Q5727902') } }))
    expect(shortClaims(data)).toEqual(['Q1 Q7 joined 2010~'])
  })
})

describe('ends', () => {
  test.each([
    ['no value', { P580: year('2010'), P582: NO_VALUE }, ['joined 2010', 'present null']],
    ['an unknown value', { P580: year('2010'), P582: SOME_VALUE }, ['joined 2010', 'left null']],
    ['nothing', { P580: year('2010') }, ['joined 2010']],
    ['an unknown value alone', { P582: SOME_VALUE }, ['left null']],
    ['a point in time', { P585: year('2012') }, ['present 2012']],
  ])('a statement with %s as its end becomes the claims that it supports', async (_what, qualifiers, expected) => {
    const { data, messages } = await readFiles(employed({ qualifiers }))
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(expected.map(claim => `Q1 Q7 ${claim}`))
  })

  test('an end without a value says in the note that there is none', async () => {
    const { data } = await readFiles(employed({ qualifiers: { P580: year('2010'), P582: NO_VALUE } }))
    expect(data.claims.map(({ note }) => note)).toEqual([null, 'the source says that there is no end'])
  })
})

describe('statements', () => {
  test('those of deprecated rank, without a value and about organisations are counted and not read', async () => {
    const { data } = await readFiles(
      entities(
        {
          P108: [statement('P108', { rank: 'deprecated' }), statement('P108', { rank: 'preferred' })],
          P463: [statement('P463', { value: SOME_VALUE })],
        },
        {
          id: 'Q8',
          claims: {
            P31: HUMAN.P31.map(one => ({ ...one, mainsnak: { property: 'P31', ...item('Q6256') } })),
            P463: [statement('P463', {})],
          },
        } as { id: string },
      ),
    )
    expect(shortClaims(data)).toEqual(['Q1 Q7 present null'])
    expect(data.notes.map(note => note.replace(/^.*w\.json: /, ''))).toEqual([
      '1 statement of deprecated rank is not read',
      '1 statement without a known value is not read',
      '1 statement about items that are not people is not read',
    ])
  })

  test('a reference gives the source with its title, publisher and dates, and each reference a claim', async () => {
    const { data } = await readFiles(
      employed({
        references: [
          {
            P854: text('https://a.example/1'),
            P1476: text({ text: 'A title', language: 'en' }),
            P813: time('+2020-03-04T00:00:00Z', 11),
            P577: year('2019'),
            P304: text('12'),
          },
          { P248: item('Q7') },
        ],
      }),
    )
    const [first, second] = data.claims
    expect(first?.locator).toBe('12, Wikidata Q1$P108')
    expect(data.sources.filter(({ id }) => id === first?.source || id === second?.source)).toMatchObject([
      { title: 'A title', url: 'https://a.example/1', published: '2019', note: 'retrieved 2020-03-04' },
      { title: 'The Mill', url: 'https://www.wikidata.org/wiki/Q7' },
    ])
  })

  test('the cause of an end is the reason, and a known one the manner', async () => {
    const { data } = await readFiles(employed({ qualifiers: { P582: year('2010'), P1534: item('Q796897') } }))
    expect(data.claims).toMatchObject([{ event: 'left', manner: 'resigned', reason: 'Q796897' }])
  })

  test('a position belongs to the organisation that it directs or is part of, otherwise it stands for one', async () => {
    const claims = (property: string) => ({ [property]: [statement(property, { value: item('Q7') })] })
    const [board, minister] = [
      { id: 'Q10', labels: labels('chair'), claims: claims('P2389') },
      {
        id: 'Q11',
        labels: labels('Minister of Mills'),
        claims: { P1001: [statement('P1001', { value: item('Q20') })] },
      },
    ]
    const norway = { id: 'Q20', labels: labels('Norway') }
    const held = ['Q10', 'Q11'].map(id => statement('P39', { value: item(id) }))
    const { data, messages } = await readFiles(entities({ P39: held }, board, minister, norway))
    expect(messages).toEqual([])
    expect(data.claims.map(({ organisation, role }) => [organisation, role])).toEqual([
      ['Q7', 'chair'],
      ['Q11', 'Minister of Mills'],
    ])
    expect(data.organisations).toMatchObject([
      { id: 'Q7', name: 'The Mill', type: 'company' },
      { id: 'Q11', name: 'Minister of Mills (Norway)', type: 'government', aliases: ['Minister of Mills'] },
    ])
  })
})

describe('files', () => {
  test('an item of another file of the load names an organisation', async () => {
    const [ada, mill] = [{ id: 'Q1', labels: labels('Ada'), claims: { ...HUMAN, P108: [statement('P108', {})] } }, MILL]
    const file = (one: { id: string }) => JSON.stringify({ entities: { [one.id]: one } })
    const bob = { ...ada, id: 'Q2', labels: labels('Bob') }
    const both = JSON.stringify({ entities: { Q2: bob, Q7: mill } })
    const { data, messages } = await readFiles({ 'a.json': file(ada), 'b.json': both })
    expect(messages).toEqual([])
    expect(data.organisations).toMatchObject([{ id: 'Q7', name: 'The Mill' }])
  })

  test('a list of entities, as in a dump, is read too', async () => {
    const ada = { type: 'item', id: 'Q1', labels: labels('Ada'), claims: { ...HUMAN, P108: [statement('P108', {})] } }
    const { data } = await readFiles({
      'w.json': `[\n${JSON.stringify(ada)},\n${JSON.stringify({ type: 'item', ...MILL })}\n]\n`,
    })
    expect(shortClaims(data)).toEqual(['Q1 Q7 present null'])
  })

  test.each([
    [
      'is cut off',
      '{"entities": {"Q1": {"id": "Q1", "labels": {}',
      /is not JSON: it ends before all brackets are closed$/,
    ],
    ['has a broken entity', '{"entities": {"Q1": {"id": "Q1", "a": 1 2}}}', /^w\.json:1: is not JSON/],
  ])('a file that %s is a fault', async (_what, content, expected) => {
    expect((await readFiles({ 'w.json': content })).messages).toEqual([expect.stringMatching(expected)])
  })
})

test('the Wikidata reader reads the results of the documented query', async () => {
  // Made to SPARQL 1.1 Query Results JSON and the RDF of Wikibase.
  const uri = (value: string) => ({ type: 'uri', value })
  const literal = (value: string) => ({ type: 'literal', value })
  const common = {
    person: uri('http://www.wikidata.org/entity/Q1'),
    personLabel: literal('Ada'),
    statement: uri('http://www.wikidata.org/entity/statement/Q1-853B16C8'),
    property: literal('P108'),
    rank: uri('http://wikiba.se/ontology#NormalRank'),
    value: uri('http://www.wikidata.org/entity/Q7'),
    valueLabel: literal('The Mill'),
    start: literal('2010-01-01T00:00:00Z'),
    startPrecision: literal('9'),
  }
  const bindings = [
    { ...common, url: uri('https://a.example/1'), noEnd: literal('true') },
    { ...common, url: uri('https://b.example/2'), noEnd: literal('true') },
    {
      ...common,
      statement: uri('http://www.wikidata.org/entity/statement/Q1-2'),
      end: { type: 'bnode', value: 't1' },
    },
  ]
  const head = { vars: [...Object.keys(common), 'end', 'noEnd', 'url'] }
  const { data, messages } = await readFiles({ 'w.json': JSON.stringify({ head, results: { bindings } }) })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'Q1', name: 'Ada' }])
  expect(data.organisations).toMatchObject([{ id: 'Q7', name: 'The Mill' }])
  expect(data.claims.map(({ event, on, locator }) => [event, on, locator])).toEqual([
    ['joined', '2010', 'Wikidata Q1$853B16C8'],
    ['present', null, 'Wikidata Q1$853B16C8'],
    ['joined', '2010', 'Wikidata Q1$853B16C8'],
    ['present', null, 'Wikidata Q1$853B16C8'],
    ['joined', '2010', 'Wikidata Q1$2'],
    ['left', null, 'Wikidata Q1$2'],
  ])
})
