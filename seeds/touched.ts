import type { Driver } from '../server/db/connect.ts'
import type { Checked } from './check.ts'
import type { Dataset } from './dataset.ts'
import type { Redated } from './entities.ts'
import { pages } from './export/pages.ts'

/**
 * Puts those people among the rows of whom something changes though no row is theirs: who is merged or no longer so, whose
 * claims are of an organisation that is or that is a team of another now, or that is dissolved, whose claims rest on
 * `sources`, and of whom something has come that was scheduled.
 */
export async function touchPeople(
  data: Dataset,
  { judged: { changed, merges }, ties }: Checked,
  { redated: sources, dissolved }: Pick<Redated, 'redated' | 'dissolved'>,
  driver: Driver,
): Promise<void> {
  for (const id of changed.Person) data.touch(merges.Person.rootOf(id))
  const organisations = [...new Set([...changed.Organisation, ...ties.changed, ...dissolved])]
  for await (const page of pages<{ id: string }>(driver, 'people-touched', undefined, PAGE, { sources, organisations }))
    for (const { id } of page) data.touch(merges.Person.rootOf(id))
}

/** Each page looks at all claims anew. */
const PAGE = 50_000
