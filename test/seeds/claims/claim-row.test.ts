import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { CLAIM_COLUMNS, ClaimSchema, claimColumns, tableColumn } from '../../../cypher/model.ts'
import { claimOf, contentOf, identityOf } from '../../../seeds/claims/claim-row.ts'
import { ClaimRowSchema } from '../../../seeds/tables/table-schemas.ts'

const columns = Object.keys(CLAIM_COLUMNS)

describe('the columns of a claim', () => {
  test('every property of a claim has a role', () => {
    expect(Object.keys(ClaimSchema.shape)).toEqual(['kind', 'id', ...columns])
  })

  test('the table of claims has every column that is not derived', () => {
    const inTable = claimColumns('identity', 'content', 'bookkeeping').map(tableColumn)
    expect(Object.keys(ClaimRowSchema.shape).sort()).toEqual(inTable.sort())
  })

  test('the statement that writes claims sets every column, or draws it as a relationship', async () => {
    const text = await readFile('cypher/write/history.cypher', 'utf8')
    const [, created = ''] = /CREATE \(c:Claim \{([^}]*)\}\)/.exec(text) ?? []
    const set = [...created.matchAll(/(\w+): /g)].map(([, name]) => name)
    expect([...set, 'person', 'organisation', 'source'].sort()).toEqual(['id', 'load', ...columns].sort())
    for (const column of columns) expect(text).toMatch(new RegExp(`\\$claim\\.${column}_among_\\w+`))
  })

  test('a claim takes every column of its row, and its dates from the date it names', () => {
    const given = Object.fromEntries(Object.keys(ClaimRowSchema.shape).map(column => [column, `the ${column}`]))
    const row = { ...ClaimRowSchema.parse({ ...MINIMAL }), ...given, on: '2024-05', event: 'left' as const }
    const claim = claimOf(row as never, '2024')
    for (const column of claimColumns('content', 'bookkeeping'))
      expect(claim[column]).toBe(`the ${tableColumn(column)}`)
    expect(claim).toMatchObject({
      earliest: '2024-05-01',
      latest: '2024-05-31',
      published: '2024',
      person: 'the person',
    })
  })

  test('identity and content have no column in common', () => {
    const claim = claimOf(ClaimRowSchema.parse(MINIMAL), null)
    expect(identityOf(claim)).toEqual(['gazette', 'ada', 'mill', 'left', null, '2015', null, null, 'p. 2'])
    expect(contentOf(claim).filter(value => value !== null)).toEqual(['reported'])
    expect(claimColumns('identity').filter(column => claimColumns('content').includes(column as never))).toEqual([])
  })
})

const MINIMAL = { person: 'ada', organisation: 'mill', event: 'left', on: '2015', source: 'gazette', locator: 'p. 2' }
