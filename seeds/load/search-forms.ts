import type { Driver } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import { pages } from '../export/pages.ts'
import { byId, emptyTally, toWrite } from '../lib/diff.ts'
import { FORMS_VERSION, searchOf } from '../names/search-names.ts'
import { inTransaction } from '../store/load-context.ts'

const PAGE = 10_000

const KINDS = [
  ['person', 'export-people', 'person-forms'],
  ['organisation', 'export-organisations', 'organisation-forms'],
] as const

interface Found {
  id: string
  properties: { name: string; aliases?: string[] }
}

/**
 * Adds this version's search forms to names that an earlier version loaded, then records the version. `version` is the
 * recorded version; `isEmpty` means that the database is empty.
 */
export async function updateSearchForms(driver: Driver, version: string | null, isEmpty: boolean): Promise<void> {
  if (version === FORMS_VERSION) return
  if (!isEmpty)
    for (const [kind, lookup, write] of KINDS)
      for await (const page of pages<Found>(driver, lookup, undefined, PAGE)) {
        const wanted = page.map(({ id, properties: { name, aliases = [] } }) => ({
          id,
          ...searchOf({ kind, id, name, aliases }),
        }))
        const existing = byId(page.map(({ id, properties }) => ({ ...properties, id })))
        const { changed } = toWrite(wanted, existing, emptyTally())
        if (changed.length > 0) await inTransaction(driver, transaction => writeRows(transaction, write, changed))
      }
  await inTransaction(driver, transaction => writeRows(transaction, 'forms-version', [{ version: FORMS_VERSION }]))
}
