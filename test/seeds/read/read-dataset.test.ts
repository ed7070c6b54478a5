import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { smallTable, smallWorld, writeTables } from '../../worlds/small.ts'
import { everything, readFiles, readPaths } from '../reading.ts'

/** The faults of the small world with some of its files changed; paths without the folder. */
const faults = async (changes: Record<string, string | Uint8Array>): Promise<string[]> =>
  (await readPaths([await smallWorld(changes)])).messages

const withClaims = (...rows: string[]) => ({ 'claims.csv': `${smallTable('claims.csv')}${rows.join('\n')}\n` })
const claims = smallTable('claims.csv')

test('the small world has no faults', async () => {
  expect(await faults({})).toEqual([])
})

describe('faults in the tables', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a missing column',
      { 'people.csv': 'id,nom\nada,Ada\n' },
      /^people\.csv:1: name: is missing from the header, which has id, nom$/,
    ],
    [
      'an unknown column',
      { 'people.csv': smallTable('people.csv').replace('aliases', 'alias') },
      /^people\.csv:1: alias: warning: is not a column of people/,
    ],
    ['an empty id', { 'sources.csv': `${smallTable('sources.csv')},No id,,,\n` }, /^sources\.csv:4: id: is empty/],
    [
      'an unknown person',
      withClaims('adda,mill,left,2020,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: person: "adda" is not the id or name of any person, .* did you mean "ada"\?$/,
    ],
    [
      'an unknown organisation',
      withClaims('ada,mile,left,2020,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: organisation: "mile" .* did you mean "mill"\?$/,
    ],
    [
      'an unknown source',
      withClaims('ada,forge,left,2020,,,,,,,nowhere,p. 9'),
      /^claims\.csv:17: source: "nowhere" is not a source in the files or in the database/,
    ],
    ['a claim without a source', withClaims('ada,forge,left,2020,,,,,,,,p. 9'), /^claims\.csv:17: source: is empty/],
    [
      'an unknown origin',
      withClaims('ada,forge,joined,2020,,,,,mars,,gazette,p. 9'),
      /^claims\.csv:17: origin: "mars"/,
    ],
    [
      'an impossible month',
      withClaims('ada,forge,left,2024-13,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: on: "2024-13" is not a date: there is no month 13$/,
    ],
    [
      'an impossible day',
      withClaims('ada,forge,left,2024-02-30,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: on: "2024-02-30" is not a date: 2024-02 has no day 30$/,
    ],
    [
      'a day in another notation',
      withClaims('ada,forge,left,30/02/2024,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: on: "30\/02\/2024" is not a date: write 2024/,
    ],
    [
      'an unknown event',
      withClaims('ada,forge,quit,2024,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: event: "quit" is not one of joined, left, present$/,
    ],
    [
      'an unknown status',
      withClaims('ada,forge,left,2024,,,,,,sure,gazette,p. 9'),
      /^claims\.csv:17: status: "sure" is not one of/,
    ],
    [
      'a manner that does not fit the event',
      withClaims('ada,forge,joined,2024,,,dismissed,,,,gazette,p. 9'),
      /^claims\.csv:17: manner: "dismissed" is not a manner for joined; write founded/,
    ],
    [
      'a destination that is a name',
      withClaims('ada,forge,left,2024,,,,The Kiln,,,gazette,p. 9'),
      /^claims\.csv:17: destination: must be undisclosed or empty/,
    ],
    [
      'too few fields',
      withClaims('ada,forge,left'),
      /^claims\.csv:17: has 3 fields where the header has 12; an empty field needs its separator/,
    ],
    [
      'an unclosed quote',
      withClaims('ada,"forge,left,2024,,,,,,,gazette,p. 9'),
      /^claims\.csv:17: \(column 5\): the quoted field that begins here is not closed/,
    ],
    [
      'the same person twice',
      { 'people.csv': `${smallTable('people.csv')}ada,Ada again,\n` },
      /^people\.csv:11: id: "ada" is the id of another person at people\.csv:2/,
    ],
    [
      'the same claim twice',
      withClaims(claims.split('\n')[2] ?? ''),
      /^claims\.csv:17: repeats the claim of claims\.csv:3/,
    ],
    [
      'an id shared by a person and an organisation',
      { 'people.csv': `${smallTable('people.csv')}mill,Mill,\n` },
      /^people\.csv:11: id: "mill" is the id of an organisation/,
    ],
    [
      'a part of an unknown whole',
      { 'organisations.csv': smallTable('organisations.csv').replace(',mill,', ',moon,') },
      /^organisations\.csv:3: part_of: "moon"/,
    ],
    [
      'a part without a source',
      { 'organisations.csv': smallTable('organisations.csv').replace(',mill,gazette', ',mill,') },
      /^organisations\.csv:3: part_of_source: is empty/,
    ],
    [
      'an invalid web address',
      { 'sources.csv': smallTable('sources.csv').replace('https:', 'javascript:') },
      /^sources\.csv:2: url: is not a web address/,
    ],
    [
      'a control character',
      { 'people.csv': smallTable('people.csv').replace('Ben', 'B\u0007en') },
      /^people\.csv:3: name: has the control character U\+0007; remove it/,
    ],
    ['an empty file', { 'people.csv': '' }, /^people\.csv: is empty; its first line must name the columns$/],
  ])('a fault is reported with its file, line and column: %s', async (_what, changes, expected) => {
    expect((await faults(changes)).filter(fault => expected.test(fault))).toHaveLength(1)
  })

  test('bytes of no known encoding are reported with their line, their column and the option --encoding', async () => {
    expect(await faults({ 'people.csv': Buffer.from([0x69, 0x64, 0xff, 0xd7, 0xf7, 0x0a]) })).toContain(
      'people.csv:1: (column 3): has the byte FF, which is not UTF-8; save the file as UTF-8, or give its encoding, such as --encoding windows-1252, gb18030, big5 or shift_jis',
    )
  })

  test('a folder without tables is a fault, and so is a missing path', async () => {
    const folder = await writeTables({ 'notes.txt': '' })
    const { problems } = await readDataset([folder, `${folder}/gone.csv`])
    expect(problems.list().map(({ message }) => message)).toEqual([
      expect.stringMatching(/^has none of people\.csv/),
      expect.stringMatching(/^does not exist/),
    ])
  })
})

test('the default source of a load also applies to part-of relationships', async () => {
  const files = { 'organisations.csv': 'id,name,type,part_of\nmill,The Mill,company,\nloft,The Loft,team,mill\n' }
  const source = { id: 'register', title: 'The register' }
  const { data, messages } = await readPaths([await writeTables(files)], { source })
  expect(messages).toEqual([])
  expect(data.partOf).toMatchObject([{ part: 'loft', whole: 'mill', source: 'register' }])
  expect((await readPaths([await writeTables(files)])).messages).toEqual([
    'organisations.csv:3: part_of_source: is empty; give the source of the part-of relation, or one for the whole file with --source ID --source-title TEXT',
  ])
})

describe('leaving before joining', () => {
  const header = 'person,organisation,event,on,source,stint\n'
  test('leaving before joining within a stint is a fault', async () => {
    const changed = { 'claims.csv': `${header}ben,kiln,joined,2020,gazette,1\nben,kiln,left,2019-12,gazette,1\n` }
    expect(await faults(changed)).toEqual([
      'claims.csv:3: on: left on 2019-12 is before joined on 2020 (claims.csv:2) of the same stint',
    ])
  })

  test('leaving before joining without a stint causes a warning and is kept as two stays', async () => {
    const changed = { 'claims.csv': `${header}ben,kiln,joined,2020,gazette,\nben,kiln,left,2019,gazette,\n` }
    expect(await faults(changed)).toEqual([
      expect.stringMatching(/^claims\.csv:3: on: warning: left on 2019 is before joined on 2020.* two tenures/),
    ])
  })

  test('leaving before joining is no fault when vague dates leave the order open', async () => {
    const changed = { 'claims.csv': `${header}ben,kiln,joined,2020-05,gazette,1\nben,kiln,left,2020,gazette,1\n` }
    expect(await faults(changed)).toEqual([])
  })
})

describe('encodings and separators of tables', () => {
  const small = async () =>
    everything(await readDataset([await smallWorld()])).claims.map(({ place: _, ...claim }) => claim)
  test.each<[string, (text: string) => string | Buffer]>([
    ['a file with a byte order mark', text => `\ufeff${text}`],
    ['lines that end in CR LF', text => text.replaceAll('\n', '\r\n')],
    ['UTF-16', text => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['semicolon-separated rows', text => text.replaceAll(',', ';')],
    ['tab-separated rows', text => text.replaceAll(',', '\t')],
    ['rows with blank lines between them', text => text.replaceAll('\n', '\n\n')],
  ])('the same tables are read from %s', async (_what, change) => {
    const { claims, problems } = everything(await readDataset([await smallWorld({ 'claims.csv': change(given) })]))
    expect(problems).toEqual([])
    expect(claims.map(({ place: _, ...claim }) => claim)).toEqual(await small())
  })
  const given = claims

  test('tables in GBK are read with a note about the encoding', async () => {
    const gbk = Buffer.concat([Buffer.from('id,name\nwl,'), Buffer.from([0xce, 0xcc, 0xc0, 0xf3]), Buffer.from('\n')])
    const { people, notes } = everything(await readDataset([await writeTables({ 'people.csv': gbk })]))
    expect(people).toMatchObject([{ id: 'wl', name: '翁荔' }])
    expect(notes).toEqual([expect.stringMatching(/read as GB18030$/)])
  })
})

test('a fault after a quoted field of several lines is reported at its own line', async () => {
  const notes = 'id,name,note\nada,Ada,"one\ntwo\nthree"\n,Nameless,\n'
  expect(await faults({ 'people.csv': notes })).toContainEqual(expect.stringMatching(/^people\.csv:5: id: is empty/))
})

test('a pipe and a device are faults, because a load reads its files twice', async () => {
  const pipe = join(await smallWorld({}), 'pipe.csv')
  execFileSync('mkfifo', [pipe])
  const { messages } = await readPaths([pipe, '/dev/null'])
  expect(messages).toEqual(
    ['pipe.csv', '/dev/null'].map(file => expect.stringMatching(`^${file}: is a pipe or a device, .*file`)),
  )
})

test.each([
  ['2024-13-01', '"2024-13-01" is not a date: there is no month 13'],
  ['2024-02-30', '"2024-02-30" is not a date: 2024-02 has no day 30'],
  ['1.2.2024', '"1.2.2024" is not a date: did you mean "2024-02-01"?'],
  ['2024-05', '"2024-05" is not a day; write it as 2024-05-15'],
])('the invalid withdrawal date %s is reported with its reason', async (day, expected) => {
  const { data } = await readFiles({
    'claims.csv': `person,organisation,event,source,withdrawn\nada,mill,left,s,${day}\n`,
  })
  expect(data.problems.map(({ column, message }) => [column, message])).toEqual([['withdrawn', expected]])
})
