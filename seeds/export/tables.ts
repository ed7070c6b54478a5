import type { Driver } from '../../server/db/connect.ts'
import {
  type ClaimRecord,
  claimRow,
  type DescribedRecord,
  type NodeRecord,
  type OrganisationRecord,
  organisationRows,
  personRows,
  type Row,
  sameAsRow,
  sourceRow,
} from './export-rows.ts'
import { pages } from './pages.ts'

/** All rows of all tables, page by page, each table ordered by id. */
export async function* tableRows(driver: Driver, signal?: AbortSignal): AsyncGenerator<Row[]> {
  for await (const page of pages<DescribedRecord>(driver, 'export-people', signal)) yield page.flatMap(personRows)
  for await (const page of pages<OrganisationRecord>(driver, 'export-organisations', signal))
    yield page.flatMap(organisationRows)
  for await (const page of pages<NodeRecord>(driver, 'export-sources', signal)) yield page.map(sourceRow)
  for await (const page of pages<ClaimRecord>(driver, 'export-claims', signal)) yield page.map(claimRow)
  for await (const page of pages<NodeRecord>(driver, 'export-same-as', signal)) yield page.map(sameAsRow)
}
