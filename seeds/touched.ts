import type { Driver } from '../server/db/connect.ts'
import type { Checked } from './check.ts'
import type { Dataset } from './dataset.ts'
import { pages } from './export/pages.ts'

/**
 * Puts those people among the rows of whom something changes though no row is theirs: who is merged or no longer so, whose
 * claims are of an organisation that is or that is a team of another now, and whose claims rest on `sources`.
 */
export async function touchPeople(
  data: Dataset,
  { judged: { changed, merges }, ties }: Checked,
  sources: readonly string[],
  driver: Driver,
): Promise<void> {
  for (const id of changed.Person) data.touch(merges.Person.rootOf(id))
  const organisations = [...new Set([...changed.Organisation, ...ties.changed])]
  if (organisations.length + sources.length === 0) return
  for await (const page of pages<{ id: string }>(driver, 'people-touched', undefined, PAGE, { sources, organisations }))
    for (const { id } of page) data.touch(merges.Person.rootOf(id))
}

/** Each page looks at all claims anew. */
const PAGE = 50_000
