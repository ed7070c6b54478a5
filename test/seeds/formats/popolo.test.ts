import { expect, test } from 'vitest'
import { readFiles, shortClaims } from '../reading.ts'

const SOURCES = [{ url: 'https://register.example/', note: 'The register' }]
const WORLD = {
  persons: [{ id: 'ada', name: 'Ada', other_names: [{ name: '阿达' }, { name: 'Ada' }] }],
  organizations: [
    { id: 'hall', name: 'The Hall', classification: 'legislature' },
    { id: 'mills', name: 'Committee on mills', classification: 'Committee', parent_id: 'hall', sources: SOURCES },
  ],
  posts: [{ id: 'chair', label: 'Chair', organization_id: 'mills' }],
  events: [{ id: 'term/1', start_date: '2010-05', end_date: '2014-05' }],
}
const document = (memberships: object[], more: object = {}) => ({
  'popolo.json': JSON.stringify({ ...WORLD, memberships, ...more }, null, 2),
})

test('the Popolo reader reads people, organisations and part-of relationships', async () => {
  const { data, messages } = await readFiles(document([]))
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'ada', aliases: ['阿达'], place: { line: 3 } }])
  expect(data.organisations.map(({ type }) => type)).toEqual(['government', 'team'])
  expect(data.partOf).toMatchObject([{ part: 'mills', whole: 'hall', source: data.sources[0]?.id }])
})

test.each([
  [
    'a start and an end',
    { organization_id: 'hall', start_date: '2010-05', end_date: '2014' },
    ['hall joined 2010-05', 'hall left 2014'],
  ],
  ['a post', { post_id: 'chair', start_date: '2012' }, ['mills joined 2012']],
  ['a period', { organization_id: 'hall', legislative_period_id: 'term/1' }, ['hall present 2010-05/2014-05']],
  ['no dates', { organization_id: 'hall' }, ['hall present null']],
])('a Popolo membership with %s becomes the corresponding claims', async (_what, membership, expected) => {
  const { data, messages } = await readFiles(document([{ person_id: 'ada', ...membership, sources: SOURCES }]))
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(expected.map(claim => `ada ${claim}`))
})

test('the Popolo reader reads numbers as text', async () => {
  const { data, messages } = await readFiles({
    'popolo.json': JSON.stringify({
      persons: [{ id: 7, name: 'Ada' }],
      organizations: [
        { id: 8, name: 'The Hall' },
        { id: 9, name: 'Committee on mills', parent_id: 8, sources: SOURCES },
      ],
      posts: [{ id: 1, label: 'Chair', organization_id: 9 }],
      events: [{ id: 3, start_date: 2010, end_date: 2014 }],
      memberships: [
        { person_id: 7, organization_id: 8, start_date: 2015, end_date: 2017, sources: SOURCES },
        { person_id: 7, post_id: 1, legislative_period_id: 3, sources: SOURCES },
      ],
    }),
  })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['7 8 joined 2015', '7 8 left 2017', '7 9 present 2010/2014'])
  expect(data.partOf).toMatchObject([{ part: '9', whole: '8' }])
})

test('the role of a Popolo claim comes from the membership, otherwise from the post', async () => {
  const { data } = await readFiles(
    document([
      { person_id: 'ada', post_id: 'chair', sources: SOURCES, start_date: '2010' },
      { person_id: 'ada', post_id: 'chair', role: 'acting', sources: SOURCES, start_date: '2012' },
    ]),
  )
  expect(data.claims.map(({ role }) => role)).toEqual(['Chair', 'acting'])
})

test('Popolo memberships may be nested within their person', async () => {
  const within = { organization_id: 'hall', start_date: '2010', sources: SOURCES }
  const { data } = await readFiles(document([], { persons: [{ id: 'ada', name: 'Ada', memberships: [within] }] }))
  expect(shortClaims(data)).toEqual(['ada hall joined 2010'])
})

test('a Popolo membership may embed its person, organisation and post, and each is created once', async () => {
  const eve = { id: 'eve', name: 'Eve', other_names: [{ name: '夏娃' }] }
  const board = { id: 'board', name: 'The board', classification: 'board', parent_id: 'hall', sources: SOURCES }
  const { data, messages } = await readFiles(
    document([
      { person: eve, organization: board, start_date: '2010', sources: SOURCES },
      { person: eve, organization: { id: 'hall', name: 'Another name' }, start_date: '2012', sources: SOURCES },
      { person: { name: 'Ada' }, organization: 'hall', start_date: '2013', sources: SOURCES },
      { person_id: 'ada', post: { label: 'Clerk', organization: board }, start_date: '2014', sources: SOURCES },
    ]),
  )
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual([
    'eve board joined 2010',
    'eve hall joined 2012',
    'Ada hall joined 2013',
    'ada board joined 2014',
  ])
  expect(data.claims.at(-1)?.role).toBe('Clerk')
  expect(data.people).toMatchObject([{ id: 'ada' }, { id: 'eve', name: 'Eve', aliases: ['夏娃'] }])
  expect(data.organisations).toMatchObject([{ id: 'hall', name: 'The Hall' }, {}, { id: 'board', type: 'board' }])
  expect(data.partOf).toMatchObject([{ whole: 'hall' }, { part: 'board', whole: 'hall' }])
})

test('a fault in an object embedded in a Popolo membership names the member', async () => {
  const { messages } = await readFiles(
    document([{ person: { id: 'eve' }, organization_id: 'hall', start_date: '2010', sources: SOURCES }]),
  )
  expect(messages).toContainEqual(expect.stringMatching(/^popolo\.json:\d+: memberships person name: is empty/))
})

test('a Popolo membership without a source is a fault of its line, unless the document or the load provides one', async () => {
  const bare = [{ person_id: 'ada', organization_id: 'hall', start_date: '2010' }]
  expect((await readFiles(document(bare))).messages).toEqual([
    expect.stringMatching(/^popolo\.json:\d\d: memberships sources: is empty/),
  ])
  expect((await readFiles(document(bare), { source: { id: 's', title: 'S' } })).messages).toEqual([])
  const { data, messages } = await readFiles(
    document(bare, { meta: { sources: ['https://a.example/', 'https://b.example/'] } }),
  )
  expect(messages).toEqual([])
  expect(data.sources).toContainEqual(expect.objectContaining({ title: 'a.example, b.example' }))
})

test.each([
  [
    'an invalid date',
    { organization_id: 'hall', start_date: '2010-13' },
    /^popolo\.json:\d\d: memberships start_date: "2010-13" is not a date: there is no month 13/,
  ],
  ['no organisation', { start_date: '2010' }, /^popolo\.json:\d\d: memberships organization_id: is missing/],
  [
    'an unknown person',
    { person_id: 'eve', organization_id: 'hall' },
    /^popolo\.json:\d\d: memberships person_id: "eve" is not the id or name/,
  ],
])('a Popolo membership with %s is a fault of its line', async (_what, membership, expected) => {
  const { messages } = await readFiles(document([{ person_id: 'ada', sources: SOURCES, ...membership }]))
  expect(messages).toEqual([expect.stringMatching(expected)])
})

test('a truncated Popolo document is a fault, and so is a JSON document that is not Popolo', async () => {
  const [text = ''] = Object.values(document([]))
  expect((await readFiles({ 'popolo.json': text.slice(0, 500) })).messages).toEqual([
    expect.stringMatching(/^popolo\.json:\d+: is not JSON: it ends before/),
  ])
  expect((await readFiles({ 'other.json': '{"a": 1}' })).messages).toEqual([
    expect.stringMatching(/^other\.json: is not recognised as ftm, popolo or wikidata; give its --format/),
  ])
})

test.each<[string, object, string, string[]]>([
  [
    'the current one of its other names',
    {
      other_names: [
        { name: 'Ada Old', end_date: '2010' },
        { name: 'Ada New', start_date: '2010' },
        { name: 'A.', note: 'alternate' },
      ],
    },
    'Ada New',
    ['Ada Old', 'A.'],
  ],
  [
    'the last of its other names where all have ended',
    {
      other_names: [
        { name: 'Ada Old', end_date: '2010' },
        { name: 'Ada New', start_date: '2010', end_date: '2020' },
      ],
    },
    'Ada New',
    ['Ada Old'],
  ],
  [
    'the main one of its other names, built from given and family name',
    {
      other_names: [
        { given_name: 'Addie', family_name: 'Mill', note: 'Alternate' },
        { given_name: 'Ada', family_name: 'Mill', note: 'Main' },
      ],
    },
    'Ada Mill',
    ['Addie Mill'],
  ],
  [
    'the title of a lord',
    {
      other_names: [{ honorific_prefix: 'Lord', lordname: 'Mill', lordofname: 'Kiln', given_name: 'Cy', note: 'Main' }],
    },
    'Lord Mill of Kiln',
    [],
  ],
  ['given and family name', { given_name: 'Ada', additional_name: 'B.', family_name: 'Mill' }, 'Ada B. Mill', []],
])('a Popolo person without a name has %s', async (_what, person, name, aliases) => {
  const { data, messages } = await readFiles(document([], { persons: [{ id: 'ada', ...person }] }))
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'ada', name, aliases }])
})

test('Popolo people and memberships that were merged into others are read as those, and found by their old ids', async () => {
  const { data, messages } = await readFiles(
    document(
      [
        { id: 'm1', person_id: 'old', organization_id: 'hall', start_date: '2010', sources: SOURCES },
        { id: 'm2', redirect: 'm1' },
      ],
      {
        persons: [
          { id: 'ada', name: 'Ada' },
          { id: 'old', redirect: 'older' },
          { id: 'older', redirect: 'ada' },
        ],
      },
    ),
  )
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'ada', aliases: ['old', 'older'] }])
  expect(shortClaims(data)).toEqual(['ada hall joined 2010'])
})

test('the party of a Popolo membership is in the note of its claim, and counted', async () => {
  const party = { id: 'greens', name: 'The Greens', classification: 'party' }
  const stay = { person_id: 'ada', organization_id: 'hall', start_date: '2010', sources: SOURCES }
  const { data, messages } = await readFiles(
    document(
      [
        { ...stay, on_behalf_of_id: 'greens', end_date: '2011', end_reason: 'resigned the seat' },
        { ...stay, start_date: '2012', on_behalf_of: { name: 'The Reds' } },
        { member_id: 'mills', organization_id: 'hall', sources: SOURCES },
      ],
      { organizations: [...WORLD.organizations, party] },
    ),
  )
  expect(messages).toEqual([])
  expect(data.claims.map(({ event, note, reason }) => [event, note, reason])).toEqual([
    ['joined', 'on behalf of The Greens', null],
    ['left', 'on behalf of The Greens', 'resigned the seat'],
    ['joined', 'on behalf of The Reds', null],
  ])
  expect(data.notes.map(note => note.replace(/^.*json: /, ''))).toEqual([
    '2 memberships are on behalf of an organisation, such as a party; it is kept in the note of the claim and makes no separate tenure',
    '1 membership of organisations in organisations is not read',
  ])
})
