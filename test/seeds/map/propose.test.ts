import { describe, expect, test } from 'vitest'
import { openInput } from '../../../seeds/input/input.ts'
import { parseMapping } from '../../../seeds/map/parse.ts'
import { proposeMapping } from '../../../seeds/map/propose.ts'
import { fixture, readPaths, shortClaims, writeFiles } from '../reading.ts'

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
    const { data, told } = await proposeFor(name, text)
    expect(told).toEqual([])
    expect(shortClaims(data)).toEqual(expected)
  })

  test('a mapping proposed for a workbook loads it without edits', async () => {
    const { data, told } = await propose(fixture('moves-1904.xlsx'))
    expect(told).toEqual([])
    expect(shortClaims(data)).toContain('ben the-mill left 2019-06')
  })
})

test('a mapping proposed for a file without events says only that the people were there', async () => {
  const { data, told, yaml } = await proposeFor('x.csv', 'Name,Employer,Born\nAda,Mill,1980-01-01\n')
  expect(yaml).toContain('claims.event: write joined, left or present')
  expect(yaml).toContain('"Born" looks like a date and is not used')
  expect(yaml).not.toMatch(/^ +on:/m)
  expect(told).toEqual([])
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
  const { told } = await proposeFor(
    'x.csv',
    `"Name\nevil: [",Company,Left,"it's # ""q"": &a *b",=cmd\nAda,Mill,2015,x,y\n`,
  )
  expect(told).toEqual([])
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
  expect(yaml).toContain('"End" has days to come')
  const { yaml: past } = await proposeFor('x.csv', 'Name,Company,Start,End\nAda,Mill,2015-01-01,2016-01-01\n')
  expect(past).not.toContain('days to come')
})

test('a proposed mapping joins a name that is split over two columns', async () => {
  const { data, told } = await proposeFor(
    'x.csv',
    'First name,Last name,Employer,Start date\nAda,Álvarez,Mill,2015\nAda,Brown,Mill,2016\n',
  )
  expect(told).toEqual([])
  expect(data.people.map(({ id, name }) => [id, name]).sort()).toEqual([
    ['ada-alvarez', 'Ada Álvarez'],
    ['ada-brown', 'Ada Brown'],
  ])
})
