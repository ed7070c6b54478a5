import { expect, test } from 'vitest'
import { readFiles, shortClaims } from '../reading.ts'

type Properties = Record<string, string[]>
const entity = (id: string, schema: string, properties: Properties, more: object = {}) =>
  JSON.stringify({ id, schema, properties, ...more })
const lines = (...entities: string[]) => ({ 'entities.ftm.json': `${entities.join('\n')}\n` })

const ADA = entity('ada', 'Person', {
  name: ['Ada Álvarez', '阿达'],
  weakAlias: ['A.'],
  alias: ['Ada A.'],
  previousName: ['Ada Smith'],
})
const MILL = entity('mill', 'Company', { name: ['The Mill'] })
const interest = (schema: string, properties: Properties, more?: object) =>
  entity(`${schema}-1`.toLowerCase(), schema, properties, more)
const EMPLOYED = { employee: ['ada'], employer: ['mill'], sourceUrl: ['https://gazette.example/1'] }

test('the FollowTheMoney reader reads names, all kinds of aliases and the types of organisations', async () => {
  const { data, messages } = await readFiles(
    lines(
      ADA,
      MILL,
      entity('board', 'PublicBody', { name: ['Board'] }),
      entity('uni', 'Organization', { name: ['U'], legalForm: ['University'] }),
      entity('le', 'LegalEntity', { name: ['L'] }),
    ),
  )
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ name: 'Ada Álvarez', aliases: ['阿达', 'Ada A.', 'A.', 'Ada Smith'] }])
  expect(data.organisations.map(({ type }) => type)).toEqual(['company', 'government', 'university', 'other'])
})

test('the FollowTheMoney reader reads numbers as text', async () => {
  const { data, messages } = await readFiles(
    lines(
      JSON.stringify({ id: 7, schema: 'Person', properties: { name: 'Ada' } }),
      JSON.stringify({ id: 8, schema: 'Company', properties: { name: 'The Mill' } }),
      JSON.stringify({
        id: 9,
        schema: 'Employment',
        properties: { employee: 7, employer: [{ id: 8 }], startDate: [2010], publisher: 'Register' },
      }),
    ),
  )
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['7 8 joined 2010'])
})

test.each<[string, string, Properties, string[]]>([
  [
    'a start is a joining and an end is a leaving',
    'Employment',
    { ...EMPLOYED, startDate: ['2010'], endDate: ['2015-03-05T00:00:00'] },
    ['joined 2010', 'left 2015-03-05'],
  ],
  ['an end alone is a leaving', 'Employment', { ...EMPLOYED, endDate: ['2015-03'] }, ['left 2015-03']],
  ['an employment without dates is a presence', 'Employment', { ...EMPLOYED }, ['present null']],
  ['the date of a presence is kept', 'Employment', { ...EMPLOYED, date: ['2012'] }, ['present 2012']],
  [
    'a former employment without an end is an undated leaving',
    'Employment',
    { ...EMPLOYED, startDate: ['2010'], status: ['former'] },
    ['joined 2010', 'left null'],
  ],
  [
    'several dates of one event that contradict each other are several claims',
    'Employment',
    { ...EMPLOYED, startDate: ['2010', '2011'] },
    ['joined 2010', 'joined 2011'],
  ],
  [
    'a membership with a start is a joining',
    'Membership',
    { member: ['ada'], organization: ['mill'], startDate: ['2010'], publisher: ['Register'] },
    ['joined 2010'],
  ],
  [
    'a directorship with an end is a leaving',
    'Directorship',
    { director: ['ada'], organization: ['mill'], endDate: ['2010'], publisher: ['Register'] },
    ['left 2010'],
  ],
])('in FollowTheMoney, %s', async (_what, schema, properties, expected) => {
  const { data, messages } = await readFiles(lines(ADA, MILL, interest(schema, properties)))
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(expected.map(claim => `ada mill ${claim}`))
})

test('the FollowTheMoney reader keeps the role, status, URL, publisher, record id and retrieval date of an employment', async () => {
  const { data } = await readFiles(
    lines(
      ADA,
      MILL,
      interest('Employment', {
        ...EMPLOYED,
        role: ['chief'],
        status: ['current'],
        publisher: ['The Gazette'],
        retrievedAt: ['2024-01-02'],
        startDate: ['2010'],
        recordId: ['R 7'],
      }),
    ),
  )
  expect(data.claims).toMatchObject([{ role: 'chief', locator: 'R 7', note: 'status: current' }])
  expect(data.sources).toMatchObject([
    {
      title: 'gazette.example/1',
      url: 'https://gazette.example/1',
      publisher: 'The Gazette',
      note: 'retrieved 2024-01-02',
    },
  ])
  expect(data.claims[0]?.source).toBe(data.sources[0]?.id)
})

test('several roles of one FollowTheMoney interest are claims of one stay, with each role once', async () => {
  const said = (role: string[], more = {}) =>
    readFiles(lines(ADA, MILL, interest('Employment', { ...EMPLOYED, role, startDate: ['2010'], ...more })))
  const { data, messages } = await said(['chief', 'miller', 'chief'], { endDate: ['2012'] })
  expect(messages).toEqual([])
  expect(data.claims.map(({ event, role }) => [event, role])).toEqual([
    ['joined', 'chief'],
    ['joined', 'miller'],
    ['left', 'chief'],
    ['left', 'miller'],
  ])
  const [alone] = (await said(['chief'])).data.claims
  expect(data.claims[0]?.id).toBe(alone?.id)
  expect((await said([], { position: ['clerk', 'guard'] })).data.claims.map(({ role }) => role)).toEqual([
    'clerk',
    'guard',
  ])
})

test('two URLs of a FollowTheMoney interest are two sources, unless two dates make their assignment ambiguous', async () => {
  const sourceUrl = ['https://a.example/', 'https://b.example/']
  const read = (startDate: string[]) =>
    readFiles(lines(ADA, MILL, interest('Employment', { ...EMPLOYED, sourceUrl, startDate })))
  const clear = (await read(['2010'])).data
  expect([clear.sources.length, clear.claims.length]).toEqual([2, 2])
  const unclear = (await read(['2010', '2011'])).data
  expect(unclear.sources).toMatchObject([{ title: 'a.example, b.example', url: null }])
  expect(unclear.claims).toHaveLength(2)
})

test('a document that proves a FollowTheMoney interest is its source', async () => {
  const article = entity('article-1', 'Article', { title: ['A history'], publishedAt: ['2021-06-01'] })
  const proven = { employee: ['ada'], employer: ['mill'], proof: ['article-1'], endDate: ['2015'] }
  const { data, messages } = await readFiles(lines(ADA, MILL, interest('Employment', proven), article))
  expect(messages).toEqual([])
  expect(data.sources).toMatchObject([{ id: 'article-1', title: 'A history', published: '2021-06-01' }])
  expect(data.claims).toMatchObject([{ source: 'article-1' }])
})

test('the data set is the source of a FollowTheMoney interest without a document or a URL', async () => {
  const bare = { employee: ['ada'], employer: ['mill'], endDate: ['2015'] }
  const { data } = await readFiles(lines(ADA, MILL, interest('Employment', bare, { datasets: ['us_congress'] })))
  expect(data.sources).toMatchObject([{ title: 'us_congress' }])
})

test('a FollowTheMoney interest without any source is a fault of its line, unless the load provides one', async () => {
  const files = lines(ADA, MILL, interest('Employment', { employee: ['ada'], employer: ['mill'], endDate: ['2015'] }))
  expect((await readFiles(files)).messages).toEqual([
    expect.stringMatching(/^entities\.ftm\.json:3: sourceUrl: is empty/),
  ])
  const source = { id: 'register', title: 'The register', url: 'https://register.example/' }
  const { data, messages } = await readFiles(files, { source })
  expect(messages).toEqual([])
  expect(data.sources).toMatchObject([{ id: 'register', title: 'The register' }])
  expect(data.claims).toMatchObject([{ source: 'register' }])
})

const OCCUPIED = { holder: ['ada'], startDate: ['2010'], sourceUrl: ['https://a.example/'] }

test('a FollowTheMoney occupancy is a stay at the organisation of its position', async () => {
  const { data, messages } = await readFiles(
    lines(
      ADA,
      MILL,
      entity('miller', 'Position', { name: ['Miller'], organization: ['mill'] }),
      entity('o1', 'Occupancy', { ...OCCUPIED, post: ['miller'] }),
    ),
  )
  expect(messages).toEqual([])
  expect(data.organisations.map(({ id }) => id)).toEqual(['mill'])
  expect(data.claims).toMatchObject([{ organisation: 'mill', role: 'Miller', on: '2010' }])
})

test('a FollowTheMoney position without an organisation becomes an organisation itself', async () => {
  const { data, messages } = await readFiles(
    lines(
      ADA,
      entity('king', 'Position', { name: ['King'], country: ['no'], subnationalArea: ['Oslo'] }),
      entity('o2', 'Occupancy', {
        ...OCCUPIED,
        post: ['king'],
        status: ['ended'],
        constituency: ['North'],
        politicalGroup: ['Greens'],
      }),
    ),
  )
  expect(messages).toEqual([])
  expect(data.organisations).toMatchObject([
    { id: 'king', name: 'King (Norway)', aliases: ['King'], type: 'government', note: 'country: no; area: Oslo' },
  ])
  expect(data.claims).toMatchObject([
    { organisation: 'king', role: 'King', event: 'joined', on: '2010' },
    {
      organisation: 'king',
      event: 'left',
      on: null,
      note: 'status: ended; constituency: North; political group: Greens',
    },
  ])
})

test.each<[string, Properties, string, string]>([
  [
    'a country that its name has',
    { name: ['President of France'], country: ['fr'] },
    'President of France',
    'government',
  ],
  [
    'a country of no known code',
    { name: ['member of the National Assembly'], country: ['zz'] },
    'member of the National Assembly (zz)',
    'government',
  ],
  ['a topic', { name: ['Chief clerk'], topics: ['gov.admin'] }, 'Chief clerk', 'government'],
  ['a state-owned enterprise', { name: ['Director'], topics: ['gov.soe'] }, 'Director', 'company'],
  ['nothing that tells its kind', { name: ['Keeper of the bees'] }, 'Keeper of the bees', 'other'],
  ['a board', { name: ['Member of the board of the Mill'] }, 'Member of the board of the Mill', 'board'],
  [
    'a department, which would be a team of something',
    { name: ['Head of a department'] },
    'Head of a department',
    'other',
  ],
])(
  'a FollowTheMoney position with %s is named and classified by its properties',
  async (_what, properties, name, type) => {
    const { data } = await readFiles(lines(entity('p', 'Position', properties)))
    expect(data.organisations).toMatchObject([{ id: 'p', name, type }])
  },
)

test.each<[string, Properties, string[]]>([
  [
    'of which one makes the other more precise',
    { startDate: ['2014', '2014-03-23', '2014-03'] },
    ['joined 2014-03-23'],
  ],
  ['that contradict each other', { startDate: ['2014', '2014-03-23', '2015'] }, ['joined 2014-03-23', 'joined 2015']],
  ['that are the same', { endDate: ['2014', '2014'] }, ['left 2014']],
  ['with a time of day', { startDate: ['2014-03-23T10:00:00', '2014-03-23'] }, ['joined 2014-03-23']],
])('FollowTheMoney dates of one event %s are read as they can be true', async (_what, properties, expected) => {
  const { data, messages } = await readFiles(lines(ADA, MILL, interest('Employment', { ...EMPLOYED, ...properties })))
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(expected.map(claim => `ada mill ${claim}`))
})

test('a more precise FollowTheMoney date is not attributed to a source that may give the vaguer one', async () => {
  const sourceUrl = ['https://a.example/', 'https://b.example/']
  const properties = { ...EMPLOYED, sourceUrl, startDate: ['2014', '2014-03-23'] }
  const { data } = await readFiles(lines(ADA, MILL, interest('Employment', properties)))
  expect(data.sources).toMatchObject([{ title: 'a.example, b.example' }])
  expect(data.claims).toHaveLength(1)
})

test('statuses of a FollowTheMoney interest that contradict each other are no leaving, and both are kept', async () => {
  const properties = { ...EMPLOYED, startDate: ['2010'], status: ['ended', 'current'] }
  const { data } = await readFiles(lines(ADA, MILL, interest('Employment', properties)))
  expect(shortClaims(data)).toEqual(['ada mill joined 2010'])
  expect(data.claims).toMatchObject([{ note: 'status: ended; status: current' }])
})

test('an occupancy that only an asset declaration mentions was held on the day of the declaration', async () => {
  const post = entity('king', 'Position', { name: ['King'] })
  const { startDate: _, ...rest } = OCCUPIED
  const { data } = await readFiles(
    lines(ADA, post, entity('o', 'Occupancy', { ...rest, post: ['king'], declarationDate: ['2015-06-30'] })),
  )
  expect(shortClaims(data)).toEqual(['ada king present 2015-06-30'])
})

test('a reference to a merged entity resolves to the remaining one, which is found by the old ids', async () => {
  const { data, messages } = await readFiles(
    lines(
      entity(
        'NK-1',
        'Person',
        { name: ['ADA MILL', 'Ada Mill'] },
        { caption: 'Ada Mill', referents: ['Q1', 'ofac-3', 'NK-1'] },
      ),
      entity('NK-2', 'Company', { name: ['The Mill'] }, { referents: ['mill-9'] }),
      entity('e1', 'Employment', { employee: ['Q1'], employer: ['mill-9'], startDate: ['2010'], publisher: ['R'] }),
      entity('e2', 'Employment', {
        employee: ['ofac-3', 'NK-1'],
        employer: ['NK-2'],
        endDate: ['2012'],
        publisher: ['R'],
      }),
    ),
  )
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'NK-1', name: 'Ada Mill', aliases: ['ADA MILL', 'Q1', 'ofac-3'] }])
  expect(data.organisations).toMatchObject([{ id: 'NK-2', aliases: ['mill-9'] }])
  expect(shortClaims(data)).toEqual(['NK-1 NK-2 joined 2010', 'NK-1 NK-2 left 2012'])
})

test('a reference to an id merged into two entities is a fault, unless an entity has that id', async () => {
  const { messages, data } = await readFiles(
    lines(
      entity('NK-1', 'Person', { name: ['Ada'] }, { referents: ['Q1', 'Q3'] }),
      entity('NK-2', 'Person', { name: ['Ben'] }, { referents: ['Q1'] }),
      entity('Q3', 'Person', { name: ['Cy'] }),
      MILL,
      entity('e1', 'Employment', { employee: ['Q1'], employer: ['mill'], endDate: ['2012'], publisher: ['R'] }),
      entity('e2', 'Employment', { employee: ['Q3'], employer: ['mill'], endDate: ['2012'], publisher: ['R'] }),
    ),
  )
  expect(messages).toEqual([
    expect.stringMatching(/:5: employee: "Q1" is the name of more than one person; give the id of one: NK-1, NK-2/),
  ])
  expect(shortClaims(data).at(-1)).toBe('Q3 mill left 2012')
})

test('FollowTheMoney entities without a joining or leaving, such as a company that is a member, are counted and skipped', async () => {
  const { data, messages } = await readFiles(
    lines(
      ADA,
      MILL,
      entity('own', 'Ownership', { owner: ['ada'], asset: ['mill'] }),
      entity('m', 'Membership', { member: ['mill'], organization: ['mill'], sourceUrl: ['https://a.example/'] }),
    ),
  )
  expect(messages).toEqual([])
  expect(data.claims).toEqual([])
  expect(data.notes.map(note => note.replace(/^.*: /, ''))).toEqual([
    '1 entity of the schema "Ownership" states no joining or leaving of a person and is not read',
    '1 entity of the schema "Membership" states no joining or leaving of a person and is not read',
  ])
})

test.each([
  ['no id', '{"schema":"Person","properties":{}}', /:2: has no "id"/],
  ['no employer', entity('x', 'Employment', { employee: ['ada'] }), /:2: employer: is missing in Employment "x"/],
  ['the id of another entity', ADA, /:2: id: "ada" is the id of another entity/],
  ['no name', entity('n', 'Person', {}), /:2: name: is empty/],
])('a FollowTheMoney entity with %s is a fault of its line', async (_what, line, expected) => {
  const { messages } = await readFiles(lines(ADA, line))
  expect(messages.filter(fault => expected.test(fault))).toHaveLength(1)
})

test('the rows that an export adds beside the FollowTheMoney properties are read in full', async () => {
  const row = { id: 'ada', name: 'Ada', aliases: ['阿达'], note: 'as exported' }
  const own = { whoLeftWhere: { table: 'people', rows: [row] } }
  const { data, messages } = await readFiles(lines(entity('ada', 'Person', { name: ['Other'] }, own)))
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([row])
})

test('nested FollowTheMoney entities are read once each, from either side', async () => {
  const mill = { id: 'mill', schema: 'Company', properties: { name: ['The Mill'] } }
  const stay = (id: string, member: object | string) => ({
    id,
    schema: 'Membership',
    properties: {
      member: [member],
      organization: [mill],
      startDate: ['2015'],
      sourceUrl: ['https://gazette.example/1'],
    },
  })
  const ben = { id: 'ben', schema: 'Person', properties: { name: ['Ben'] } }
  const { data, messages } = await readFiles(
    lines(
      JSON.stringify({
        id: 'ada',
        schema: 'Person',
        properties: { name: ['Ada'], membershipMember: [stay('m1', 'ada')] },
      }),
      JSON.stringify(stay('m2', ben)),
      JSON.stringify(ben),
    ),
  )
  expect(messages).toEqual([])
  expect(data.people.map(({ id }) => id).sort()).toEqual(['ada', 'ben'])
  expect(data.organisations.map(({ id }) => id)).toEqual(['mill'])
  expect(shortClaims(data).sort()).toEqual(['ada mill joined 2015', 'ben mill joined 2015'])
})

test('a FollowTheMoney file may end in .ijson', async () => {
  const [text = ''] = Object.values(lines(ADA, MILL, interest('Employment', { ...EMPLOYED, startDate: ['2010'] })))
  const { data, messages } = await readFiles({ 'entities.ijson': text })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['ada mill joined 2010'])
})
