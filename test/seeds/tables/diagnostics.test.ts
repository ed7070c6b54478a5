import { describe, expect, test } from 'vitest'
import { checkDataset } from '../../../seeds/check/check-dataset.ts'
import { type ReadOptions, readDataset } from '../../../seeds/read/read-dataset.ts'
import { NO_RECORDS } from '../../../seeds/store/existing-records.ts'
import { type Diagnostic, Diagnostics, InputError } from '../../../seeds/tables/diagnostic.ts'
import { writeFiles } from '../reading.ts'

const of = (...all: Diagnostic[]) => {
  const problems = new Diagnostics()
  for (const problem of all) problems.add(problem)
  return problems
}
const EACH = 'To print each on a separate line, add --all-faults.'

/** The output of the command for files with faults or warnings, without the folder. */
async function printed(files: Record<string, string>, options: ReadOptions = {}) {
  const paths = await writeFiles(files)
  const data = await readDataset(paths, options)
  const { problems } = await checkDataset(data, NO_RECORDS)
  return problems.describe().map(line => line.replaceAll(/[^\s(]*\/reading-[^/]+\//g, ''))
}

describe('problems of one kind', () => {
  test('a problem that occurs once is printed unchanged', () => {
    expect(of({ file: 'a.csv', line: 3, column: 'name', message: 'is empty' }).describe()).toEqual([
      'a.csv:3: name: is empty',
    ])
  })

  test('a problem that occurs often is printed once, with its number and its first three places', () => {
    const rows = Array.from({ length: 317 }, (_, at) => ({ file: 'a.csv', line: 400 - at }))
    const problems = of(...rows.map(row => ({ ...row, column: 'name', message: 'is empty' })))
    expect(problems.describe()).toEqual([
      'a.csv:84: name: is empty (317 of this kind, first at a.csv:84, a.csv:85, a.csv:86)',
      EACH,
    ])
    expect(problems.describe({ each: true })).toHaveLength(317)
    expect(new InputError(problems)).toMatchObject({ faults: 317, kinds: 1, problems: { length: 317 } })
  })

  test('problems are of one kind if they differ only in quoted text, numbers and suggestions', () => {
    const at = (line: number, message: string) => ({ file: 'a.csv', line, column: 'person', message })
    expect(
      of(
        at(2, '"adda" is nobody; did you mean "ada"?'),
        at(3, '"bem" is nobody'),
        at(4, '"c" has 12 characters'),
        at(5, '"d" has 9 characters'),
      ).describe(),
    ).toEqual([
      'a.csv:2: person: "adda" is nobody; did you mean "ada"? (2 of this kind, also at a.csv:3)',
      'a.csv:4: person: "c" has 12 characters (2 of this kind, also at a.csv:5)',
      EACH,
    ])
  })

  test('a warning and a fault, and problems of two columns, are not of one kind', () => {
    const problem = { file: 'a.csv', line: 2, column: 'name', message: 'is empty' }
    const problems = of(problem, { ...problem, warning: true }, { ...problem, column: 'id' })
    expect(problems.describe()).toHaveLength(3)
    expect(problems.kinds).toBe(2)
  })

  test('problems added from another collection are counted with the existing ones', () => {
    const problem = (file: string, line: number) => ({ file, line, column: 'name', message: 'is empty' })
    const problems = of(problem('a.csv', 9), problem('a.csv', 12))
    problems.absorb(of(problem('b.csv', 1), problem('a.csv', 2)))
    expect(problems.describe()[0]).toBe('a.csv:2: name: is empty (4 of this kind, first at a.csv:2, a.csv:9, a.csv:12)')
    expect(problems.faults).toBe(4)
  })

  test('a million problems of one kind hide no problem of another', () => {
    const problems = of()
    for (let line = 2; line < 50_000; line++) problems.add({ file: 'a.csv', line, column: 'on', message: 'is empty' })
    problems.add({ file: 'a.csv', line: 50_001, column: 'id', message: 'is empty' })
    expect(problems.describe()).toContain('a.csv:50001: id: is empty')
  })
})

describe('problems of real files', () => {
  const ORGANISATIONS = 'id,name,type\nmill,The Mill,company\n'
  const SOURCES = 'id,title\ngaz,Gazette\n'
  const PEOPLE = 'id,name\nada,Ada\nben,Ben\ncai,Cai\n'
  const HEADER = 'person,organisation,event,on,source\n'
  const files = (...claims: string[]) => ({
    'people.csv': PEOPLE,
    'organisations.csv': ORGANISATIONS,
    'sources.csv': SOURCES,
    'claims.csv': `${HEADER}${claims.map(claim => `${claim}\n`).join('')}`,
  })

  test('claims without a source are one fault that names --source', async () => {
    expect(await printed(files('ada,mill,left,2015,', 'ben,mill,left,2016,', 'cai,mill,left,2016,'))).toEqual([
      'claims.csv:2: 3 rows have no source; give one with --source ID --source-title TEXT (also at claims.csv:3, claims.csv:4)',
      EACH,
    ])
  })

  test('an unknown source of --source is one fault that explains how to add it', async () => {
    const source = { id: 'gas' }
    expect(await printed(files('ada,mill,left,2015,', 'ben,mill,left,2016,'), { source })).toEqual([
      '--source: "gas" is not a source in the files or in the database; add --source-title TEXT if it is a new one; did you mean "gaz"?',
    ])
  })

  test('a known or a new source of --source is no fault', async () => {
    for (const source of [{ id: 'gaz' }, { id: 'm', title: 'M' }])
      expect(await printed(files('ada,mill,left,2015,', 'ben,mill,left,2016,'), { source })).toEqual([])
  })

  test('memberships of a Popolo document without sources are one fault that counts them', async () => {
    const memberships = ['ada', 'ben', 'cai'].map(person =>
      JSON.stringify({ person_id: person, organization_id: 'mill', start_date: '2010', end_date: '2012' }),
    )
    const persons = ['ada', 'ben', 'cai'].map(id => ({ id, name: id }))
    const document = `{"persons":${JSON.stringify(persons)},"organizations":[{"id":"mill","name":"Mill"}],
"memberships":[${memberships.join(',\n')}]}`
    expect(await printed({ 'members.json': document })).toEqual([
      'members.json:2: 3 memberships have no source; give one with --source ID --source-title TEXT (also at members.json:3, members.json:4)',
      EACH,
    ])
    expect(await printed({ 'members.json': document }, { source: { id: 'm' } })).toEqual([
      expect.stringMatching(/^--source: "m" is not a source .* add --source-title TEXT if it is a new one$/),
    ])
    expect(await printed({ 'members.json': document }, { source: { id: 'm', title: 'M' } })).toEqual([])
  })

  test('leavings before joinings, which differ in their dates, are one warning', async () => {
    const claims = ['ada', 'ben', 'cai'].flatMap((person, at) => [
      `${person},mill,joined,202${at},gaz`,
      `${person},mill,left,201${at},gaz`,
    ])
    expect(await printed(files(...claims))).toEqual([
      expect.stringMatching(
        /^claims\.csv:3: on: warning: left on 2010 .* \(3 of this kind, also at claims\.csv:5, claims\.csv:7\)$/,
      ),
      EACH,
    ])
  })

  test('dates in another notation are one fault that explains the first date and suggests a mapping', async () => {
    expect(
      await printed(files('ada,mill,left,May 2015,gaz', 'ben,mill,left,2010s,gaz', 'cai,mill,left,now,gaz')),
    ).toEqual([
      'claims.csv:2: on: "May 2015" is not a date: did you mean "2015-05"? A mapping reads other notations that it lists under "dates" (2 of this kind, also at claims.csv:3)',
      'claims.csv:4: on: "now" is not a date: leave it empty if there is no end. A mapping reads words as empty that it lists under "empty"',
      EACH,
    ])
  })
})
