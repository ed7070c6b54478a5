import { foldName } from '../../cypher/names.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import type { Dataset } from '../staging/dataset.ts'
import { add, type ExistingRecords, type Kind } from '../store/existing-records.ts'

/** What a reference of a row comes to: an id, or the fault of it. */
export type Resolved = { id: string } | { fault: string }

interface Named {
  id: string
  name: string
  aliases: string[]
}

/** Finds whom names mean that are nobody's ids: among those that the files name, and those that the database holds. */
export async function resolveNames(
  kind: Kind,
  refs: ReadonlySet<string>,
  inFiles: Iterable<Named>,
  known: ExistingRecords,
): Promise<Map<string, Resolved>> {
  const wanted = new Map<string, Set<string>>()
  for (const ref of refs) add(wanted, foldName(ref), ref)
  const found = new Map<string, Set<string>>()
  const near = new Set<string>()
  for (const { id, name, aliases } of inFiles) {
    if (near.size < NEAR) near.add(id)
    for (const text of [name, ...aliases]) {
      const folded = foldName(text)
      if (wanted.has(folded)) add(found, folded, id)
    }
  }
  for (const [folded, ids] of await known.named(kind, refs)) for (const id of ids) add(found, folded, id)
  const resolved = new Map<string, Resolved>()
  const what = kind === 'Person' ? 'person' : 'organisation'
  let suggested = 0
  for (const [folded, texts] of wanted)
    for (const ref of texts) {
      const ids = [...(folded === '' ? [] : (found.get(folded) ?? []))].sort()
      const [only] = ids
      if (only !== undefined && ids.length === 1) resolved.set(ref, { id: only })
      else if (only !== undefined) {
        const list = ids.slice(0, 10).join(', ')
        resolved.set(ref, { fault: `"${ref}" is the name of more than one ${what}; give the id of one: ${list}` })
      } else {
        const near_ = suggested++ < SUGGESTED ? didYouMean(ref, near) : ''
        resolved.set(ref, {
          fault: `"${ref}" is neither id nor name of any ${what}, in the files or in the database${near_}`,
        })
      }
    }
  return resolved
}

/** Ids that a wrong one is compared with, and how often. */
const NEAR = 20_000
const SUGGESTED = 50

export function* peopleOf(data: Dataset): Generator<Named> {
  for (const { people } of data.chunks(20_000)) yield* people
}
