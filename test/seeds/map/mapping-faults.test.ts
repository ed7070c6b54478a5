import { describe, expect, test } from 'vitest'
import { readMapped } from '../reading.ts'

const GOOD = `dates: [d.M.yyyy]
values:
  manner: {out: resigned}
people:
  - id: '{Name|slug}'
    name: '{Name}'
organisations:
  - id: mill
    name: The Mill
    type: company
sources:
  - {id: s, title: S}
claims:
  - person: '{Name|slug}'
    organisation: mill
    event: left
    on: '{Date}'
    manner: '{Kind|manner}'
    source: s
`
const FILE = { 'moves.csv': 'Name,Date,Kind\nAda,5.3.2015,out\n' }

test('the mapping from which the faulty mappings are made is valid', async () => {
  expect((await readMapped(GOOD, FILE)).messages).toEqual([])
})

describe('faults in a mapping', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'a missing column',
      "on: '{Date}'",
      "on: '{Datum}'",
      /^mapping\.yaml:17: claims\[1\]\.on\[1\] \(column 5\): reads "Datum", which is not a column of moves\.csv; did you mean "Date"\? Columns: Name, Date, Kind$/,
    ],
    [
      'a condition on a missing column',
      'event: left',
      'event: left\n    when: {Dat: true}',
      /^mapping\.yaml:17: claims\[1\]\.when\.Dat \(column 12\): reads "Dat"/,
    ],
    [
      'an unknown key of a claim',
      'event: left',
      'event: left\n    roll: x',
      /^mapping\.yaml:17: claims\[1\]\.roll \(column 5\): is unknown here; did you mean "role"\?/,
    ],
    [
      'an unknown top-level key',
      'dates:',
      'date:',
      /^mapping\.yaml:1: date \(column 1\): is unknown here; did you mean "dates"\?/,
    ],
    [
      'a constant that its column does not accept',
      'event: left',
      'event: leaving',
      /^mapping\.yaml:16: claims\[1\]\.event\[1\] \(column 5\): "leaving" is not one of joined, left, present$/,
    ],
    ['a pattern without a year', 'd.M.yyyy', 'd.M.', /^mapping\.yaml:1: dates\[1\] \(column 9\): "d\.M\." has no year/],
    ['a pattern with a two-digit year', 'd.M.yyyy', 'd.M.yy', /^mapping\.yaml:1: dates\[1\] .*two-digit year/],
    [
      'a pattern with an unknown letter',
      'd.M.yyyy',
      'D.M.yyyy',
      /^mapping\.yaml:1: dates\[1\] .*has "D", which is not one of/,
    ],
    [
      'an unquoted template',
      "name: '{Name}'",
      'name: {Name}',
      /^mapping\.yaml:6: people\[1\]\.name\[1\] \(column 5\): is a YAML map; put a template .* in quotes/,
    ],
    [
      'an unclosed brace',
      "name: '{Name}'",
      "name: '{Name'",
      /^mapping\.yaml:6: people\[1\]\.name\[1\] .*unmatched brace/,
    ],
    [
      'an unknown filter',
      "'{Kind|manner}'",
      "'{Kind|maner}'",
      /^mapping\.yaml:18: claims\[1\]\.manner\[1\] .*has the filter "maner", which is neither slug, lower, upper nor a table/,
    ],
    ['__proto__ as a filter', "'{Kind|manner}'", "'{Kind|__proto__}'", /has the filter "__proto__"/],
    [
      'a claim without a person',
      "  - person: '{Name|slug}'\n    organisation: mill",
      '  - organisation: mill',
      /^mapping\.yaml:14: claims\[1\]\.person \(column 5\): is missing/,
    ],
    ['invalid YAML', 'dates: [d.M.yyyy]', 'dates: [d.M.yyyy', /^mapping\.yaml:\d+: \(column \d+\): is not YAML/],
  ])('a fault in a mapping is reported with its line and column: %s', async (_what, good, bad, expected) => {
    const { data, messages } = await readMapped(GOOD.replace(good, bad), FILE)
    expect(messages.filter(fault => expected.test(fault))).toEqual([expect.any(String)])
    expect(data.claims).toEqual([])
  })
})

test('a value that is missing from its values table is a fault of the row', async () => {
  const { messages } = await readMapped(GOOD, { 'moves.csv': 'Name,Date,Kind\nAda,2015,away\n' })
  expect(messages).toEqual([
    expect.stringMatching(
      /^moves\.csv:2: Kind: "away" is not in the values "manner"; add it, or a "\*" for all others$/,
    ),
  ])
})

test('a mapped claim without a source is a fault of the row', async () => {
  const { messages } = await readMapped(GOOD.replace('    source: s\n', ''), FILE)
  expect(messages).toEqual([expect.stringMatching(/^moves\.csv:2: source: is empty/)])
})

test('a column that no row of a JSON file has is reported as missing', async () => {
  const { messages } = await readMapped(GOOD.replace('{Date}', '{Datum}'), {
    'moves.json': '[{"Name":"Ada","Date":"2015","Kind":"out"}]',
  })
  expect(messages).toEqual([expect.stringMatching(/^mapping\.yaml:17: claims\[1\]\.on\[1\] .*did you mean "Date"/)])
})

test('a missing mapping file is reported with the command that proposes one', async () => {
  const { readPaths } = await import('../reading.ts')
  expect((await readPaths([], { map: '/nowhere/m.yaml' })).messages).toEqual([
    '/nowhere/m.yaml: does not exist; draft one with npm run load -- --map init FILE',
  ])
})

test('YAML aliases that multiply are a fault and do not exhaust memory', async () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g']
    .map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[at]}`).join(', ')}]`)
    .join('\n')}\n`
  expect((await readMapped(bomb, FILE)).messages.length).toBeGreaterThan(0)
})

test('a fault that depends on other rows or the database names the columns of the mapped file', async () => {
  const mapping = GOOD.replace('organisation: mill', "organisation: ['{To}', '{From}']").replace(
    'source: s\n',
    "source: '{Seen}'\n",
  )
  const { messages } = await readMapped(mapping, {
    'moves.csv': 'Name,Date,Kind,From,To,Seen\nAda,2015,out,,The Mil,s\nBob,2015,out,The Mill,,t\n',
  })
  expect(messages).toEqual([
    expect.stringMatching(/^moves\.csv:2: To \+ From: "The Mil" is not the id or name of any organisation/),
    expect.stringMatching(/^moves\.csv:3: Seen: "t" is not a source/),
  ])
})
