import { describe, expect, test } from 'vitest'
import { openInput } from '../../../seeds/files/input.ts'
import { parseMapping } from '../../../seeds/map/parse.ts'
import { proposeMapping } from '../../../seeds/map/propose.ts'
import { fixture, readPaths, shortClaims, workbookOf, writeFiles } from '../reading.ts'

async function propose(path: string) {
  const yaml = await proposeMapping(await openInput(path, () => {}))
  const { problems } = parseMapping('mapping.yaml', yaml)
  expect(problems).toEqual([])
  const [map = ''] = await writeFiles({ 'mapping.yaml': yaml })
  return { yaml, ...(await readPaths([path], { map })) }
}
const proposeFor = async (name: string, text: string) => propose((await writeFiles({ [name]: text }))[0] ?? '')

describe('proposed mappings', () => {
  test.each([
    [
      'transfers',
      'moves.csv',
      'Player,From,To,Date,Reason\nAda,The Mill,The Kiln,13/05/2015,\nBen,The Mill,,02/06/2019,tired\n',
      ['ada the-mill left 2015-05-13', 'ada the-kiln joined 2015-05-13', 'ben the-mill left 2019-06-02'],
    ],
    [
      'stays in Chinese',
      'cn.csv',
      '姓名,公司,入职日期,离职日期,职位\n翁荔,OpenAI,2018年,2024年11月15日,副总裁\n李伟,磨坊,2012年5月,,\n',
      ['翁荔 openai joined 2018', '翁荔 openai left 2024-11-15', '李伟 磨坊 joined 2012-05'],
    ],
    [
      'events',
      'e.jsonl',
      '{"name":"Ada","company":"Mill","event":"left the firm","date":"2015"}\n{"name":"Ben","company":"Mill","event":"hired","date":"Mar 2016"}\n',
      ['ada mill left 2015', 'ben mill joined 2016-03'],
    ],
    [
      'terms within people',
      't.json',
      '[{"name":"Ada","posts":[{"organization":"Mill","start":"2010","end":"2012"},{"organization":"Kiln","start":"2013"}]}]',
      ['ada mill joined 2010', 'ada mill left 2012', 'ada kiln joined 2013'],
    ],
  ])('a mapping proposed for %s loads its file without edits', async (_what, name, text, expected) => {
    const { data, messages } = await proposeFor(name, text)
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(expected)
  })

  test('a mapping proposed for a workbook loads it without edits', async () => {
    const { data, messages } = await propose(fixture('moves-1904.xlsx'))
    expect(messages).toEqual([])
    expect(shortClaims(data)).toContain('ben the-mill left 2019-06')
  })
})

test('a mapping proposed for a file without events says only that the people were there', async () => {
  const { data, messages, yaml } = await proposeFor('x.csv', 'Name,Employer,Born\nAda,Mill,1980-01-01\n')
  expect(yaml).toContain('claims.event: no column gives the event')
  expect(yaml).toContain('"Born" looks like a date and is not used')
  expect(yaml).not.toMatch(/^ +on:/m)
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['ada mill present null'])
})

test('a proposed mapping says when day and month are ambiguous', async () => {
  const { yaml } = await proposeFor('x.csv', 'Name,Company,Left\nAda,Mill,02/03/2015\n')
  expect(yaml).toContain('d/M/yyyy or M/d/yyyy?')
  const { yaml: sure } = await proposeFor('x.csv', 'Name,Company,Left\nAda,Mill,02/23/2015\n')
  expect(sure).toContain('- M/d/yyyy')
  expect(sure).not.toContain('d/M/yyyy or')
})

test('a header that would end a comment or a quote does not break the proposed mapping', async () => {
  const { messages } = await proposeFor(
    'x.csv',
    `"Name\nevil: [",Company,Left,"it's # ""q"": &a *b",=cmd\nAda,Mill,2015,x,y\n`,
  )
  expect(messages).toEqual([])
})

test.each(['Name,Company\n', '"{a}","b|c"\nx,y\n'])(
  'proposing a mapping fails for a file with nothing to map: %j',
  async text => {
    const [path = ''] = await writeFiles({ 'x.csv': text })
    await expect(proposeMapping(await openInput(path, () => {}))).rejects.toThrow(/^has no /)
  },
)

test('a proposed mapping says when a column of leavings has dates in the future', async () => {
  const { yaml } = await proposeFor('x.csv', 'Name,Company,Start,End\nAda,Mill,2015-01-01,2999-01-01\n')
  expect(yaml).toContain('"End" has future dates')
  const { yaml: past } = await proposeFor('x.csv', 'Name,Company,Start,End\nAda,Mill,2015-01-01,2016-01-01\n')
  expect(past).not.toContain('future dates')
})

test('a proposed mapping joins a name that is split over two columns', async () => {
  const { data, messages } = await proposeFor(
    'x.csv',
    'First name,Last name,Employer,Start date\nAda,Álvarez,Mill,2015\nAda,Brown,Mill,2016\n',
  )
  expect(messages).toEqual([])
  expect(data.people.map(({ id, name }) => [id, name]).sort()).toEqual([
    ['ada-alvarez', 'Ada Álvarez'],
    ['ada-brown', 'Ada Brown'],
  ])
})

test('people in two files that both number from 1 get distinct ids', async () => {
  const idsOf = async (name: string, text: string) =>
    (await proposeFor(name, text)).data.people.map(({ id }) => id).sort()
  expect(await idsOf('staff-2023.csv', 'id,name,company,left\n1,Ada,Mill,2015\n2,Ben,Mill,2016\n')).toEqual([
    'staff-2023-1',
    'staff-2023-2',
  ])
  expect(await idsOf('staff-2024.csv', 'id,name,company,left\n1,Cy,Mill,2017\n')).toEqual(['staff-2024-1'])
  expect(await idsOf('staff.csv', 'id,name,company,left\nM000112,Ada,Mill,2015\n')).toEqual(['m000112'])
})

test('namesakes with different ids are separate people, and a proposed mapping names them', async () => {
  const { data, yaml } = await proposeFor('x.csv', 'id,name,company,left\n1,Ada,Mill,2015\n2,Ada,Kiln,2016\n')
  expect(data.people).toHaveLength(2)
  expect(yaml).toContain('"Ada" has several ids in "id"')
})

test('a column of ids that name several people each is not taken for the ids of people', async () => {
  const { data } = await proposeFor('x.csv', 'id,name,company,left\n7,Ada,Mill,2015\n7,Ben,Mill,2016\n')
  expect(data.people.map(({ id }) => id).toSorted()).toEqual(['ada', 'ben'])
})

test('a middle name belongs to the name of a person only if it distinguishes two people', async () => {
  const { data } = await proposeFor(
    'x.csv',
    'First,Middle,Last,Company,Left\nAda,Lee,Mill,X,2015\nAda,Jo,Mill,X,2016\nBen,,Okoro,X,2017\n',
  )
  expect(data.people.map(({ name }) => name).toSorted()).toEqual(['Ada Jo Mill', 'Ada Lee Mill', 'Ben Okoro'])
})

test('names of people that look like words for empty values remain names', async () => {
  const { data, messages } = await proposeFor(
    'x.csv',
    'First name,Last name,Company,Left\nNan,Mill,X,2015\nLi,Na,none,2016\nJo,Null,X,2017\n',
  )
  expect(messages).toEqual([])
  expect(data.people.map(({ name }) => name).toSorted()).toEqual(['Jo Null', 'Li Na', 'Nan Mill'])
  expect(shortClaims(data)).toEqual(['nan-mill x left 2015', 'jo-null x left 2017'])
})

describe('files with several lists', () => {
  const rows = (name: string) => [{ name, company: 'Mill', start: '2015', end: '2018' }]

  test.each([
    ['JSON', 'x.json', JSON.stringify({ meta: [{ a: 1 }], data: { staff: rows('Ada') } })],
    ['YAML', 'x.yaml', `meta: [{ a: 1 }]\ndata: { staff: [{ name: Ada, company: Mill, start: 2015, end: 2018 }] }\n`],
  ])('of a %s document the list that says most is mapped, and the others are named', async (_what, file, text) => {
    const { data, messages, yaml } = await proposeFor(file, text)
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(['ada mill joined 2015', 'ada mill left 2018'])
    expect(yaml).toContain('the file has several lists: "data.staff" is read (rows.path), and not "meta"')
  })

  test('the sheet of a workbook with the most usable columns is mapped, and the others are named', async () => {
    const [path = ''] = await writeFiles({
      'x.xlsx': workbookOf({
        Notes: [['Note'], ['x']],
        Staff: [
          ['Name', 'Company', 'Left'],
          ['Ada', 'Mill', '2018'],
        ],
      }),
    })
    const { data, messages, yaml } = await propose(path)
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(['ada mill left 2018'])
    expect(yaml).toContain('the file has several sheets: "Staff" is read (rows.sheet), and not "Notes"')
  })
})

test('a proposed mapping shows a fault of the first rows', async () => {
  const { yaml } = await proposeFor('x.csv', 'Name,Company,Left\nAda,Mill,2015-13-01\nBen,Mill,2016-01-01\n')
  expect(yaml).toMatch(/# {3}line 2: a fault: Left: "2015-13-01" is not a date/)
})

test('a proposed mapping leaves people blank if no column names them', async () => {
  const { messages, data } = await proposeFor('x.csv', 'City,Department,Company,Left\nOslo,Sales,Mill,2015\n')
  expect(messages).toContainEqual(expect.stringMatching(/people\[1\]\.name.* must be filled in/))
  expect(data.people).toEqual([])
})

test('dates that no pattern reads are a fault, and no names of organisations', async () => {
  const { data, messages, yaml } = await proposeFor('x.csv', 'Name,Company,Joined,Left\nAda,Mill,Q1 2015,early 2018\n')
  expect(yaml).toContain('no date pattern fits "Q1 2015", "early 2018"')
  expect(messages).toEqual([
    expect.stringMatching(/^x\.csv:2: Joined: "Q1 2015" is not a date/),
    expect.stringMatching(/^x\.csv:2: Left: "early 2018" is not a date/),
  ])
  expect(data.organisations.map(({ id }) => id)).toEqual(['mill'])
})
