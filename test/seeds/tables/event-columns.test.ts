import { describe, expect, test } from 'vitest'
import { faultOfEvents } from '../../../seeds/tables/event-columns.ts'
import { readFiles, workbook } from '../reading.ts'

describe('a table of people with columns about joinings or leavings', () => {
  const rows = [
    ['name', 'start_date', 'end_date', 'council', 'id', 'party', 'source'],
    ['Ada Mill', '2012-11-07', '2016-10-22', 'Mill Shire', 'ada', 'Greens', 'http://example.org/a'],
    ['Ben Okoro', '2015-03-28', '', 'Mill Shire', 'ben', '', 'http://example.org/b'],
  ]
  const csv = rows.map(row => row.join(',')).join('\n')
  const lines = [
    '{"id":"ada","name":"Ada Mill","start_date":"2012-11-07","end_date":"2016-10-22","council":"Mill Shire"}',
    '{"id":"ben","name":"Ben Okoro","start_date":"2015-03-28","council":"Mill Shire"}',
  ].join('\n')

  test.each([
    ['a CSV file known by its header', 'local_councillors.csv', csv],
    ['a CSV file named people.csv', 'people.csv', csv],
    ['a workbook', 'moves.xlsx', workbook('Sheet1', rows)],
    ['JSON Lines', 'people.jsonl', lines],
  ])('is refused with the command to run instead, in %s', async (_what, name, content) => {
    const { messages } = await readFiles({ [name]: content })
    expect(messages).toEqual([
      expect.stringMatching(
        /^\S+:1: has "start_date", "end_date" and "council", which a table of people does not have\. .*npm run --silent load -- --map init \S+ > mapping\.yaml/,
      ),
    ])
  })

  test('a file name with a space is quoted in the command', () => {
    expect(faultOfEvents('people', ['employer'], "staff of '24.csv")).toContain(
      "--map init 'staff of '\\''24.csv' > mapping.yaml",
    )
  })

  test.each([
    ['people', 'company'],
    ['people', 'Current employer'],
    ['people', 'Organization'],
    ['people', 'council'],
    ['people', 'from'],
    ['people', 'until'],
    ['people', 'joined'],
    ['people', 'hire_date'],
    ['people', 'Date of leaving'],
    ['people', 'term_start'],
    ['people', '入职日期'],
    ['people', '公司'],
    ['organisations', 'person'],
    ['organisations', 'employee_name'],
    ['organisations', 'left'],
    ['sources', 'joined'],
  ] as const)('of %s, the column "%s" says who joined or left', (table, column) => {
    expect(faultOfEvents(table, [column], 'x.csv')).toContain(`has "${column}", which`)
  })

  test.each([
    ['people', 'birth_place'],
    ['people', 'date_of_birth'],
    ['people', 'death_date'],
    ['people', '出生日期'],
    ['people', 'updated_date'],
    ['people', 'gender'],
    ['people', 'nationality'],
    ['people', 'image'],
    ['organisations', 'employees'],
    ['organisations', 'founded'],
    ['organisations', 'start_date'],
    ['sources', 'organisation'],
    ['sources', 'date'],
    ['claims', 'start_date'],
  ] as const)('of %s, the column "%s" is a warning', (table, column) => {
    expect(faultOfEvents(table, [column], 'x.csv')).toBeUndefined()
  })

  test('an unknown column unrelated to joinings or leavings is a warning, and the rows are read', async () => {
    const { data, messages } = await readFiles({ 'people.csv': 'id,name,birth_place\nada,Ada,Mill\n' })
    expect(messages).toEqual([expect.stringMatching(/^people\.csv:1: birth_place: warning: is not a column of people/)])
    expect(data.people).toHaveLength(1)
  })
})
