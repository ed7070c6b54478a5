import type { Driver } from '../../server/db/connect.ts'
import { pages } from './pages.ts'
import {
  type ClaimRecord,
  claimRow,
  type NodeRecord,
  type OrganisationRecord,
  organisationRows,
  personRow,
  type Row,
  sameAsRow,
  sourceRow,
} from './rows.ts'

/**
 * All rows of the tables, page by page, each table in the order of its ids. `round` is 0 for the rows that one
 * load reads. An organisation that is a part of several has a row of round 1, 2, … for each further one: the loader
 * takes one row an organisation at a time, so a round is a load of its own.
 */
export async function* tableRows(driver: Driver, signal?: AbortSignal): AsyncGenerator<{ row: Row; round: number }[]> {
  const first = (row: Row) => ({ row, round: 0 })
  for await (const page of pages<NodeRecord>(driver, 'export-people', signal)) yield page.map(personRow).map(first)
  for await (const page of pages<OrganisationRecord>(driver, 'export-organisations', signal))
    yield page.flatMap(record => organisationRows(record).map((row, round) => ({ row, round })))
  for await (const page of pages<NodeRecord>(driver, 'export-sources', signal)) yield page.map(sourceRow).map(first)
  for await (const page of pages<ClaimRecord>(driver, 'export-claims', signal)) yield page.map(claimRow).map(first)
  for await (const page of pages<NodeRecord>(driver, 'export-same-as', signal)) yield page.map(sameAsRow).map(first)
}
