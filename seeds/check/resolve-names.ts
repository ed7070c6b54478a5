import { foldName } from '../../cypher/names.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import type { Dataset } from '../staging/dataset.ts'
import { add, type ExistingRecords, type Kind } from '../store/existing-records.ts'

/** The result of resolving a reference: an id or a fault. */
export type Resolved = { id: string } | { fault: string }

interface Named {
  id: string
  name: string
  aliases: string[]
}

/** Resolves references that are names rather than ids, among the names in the files and the database. */
export async function resolveNames(
  kind: Kind,
  refs: ReadonlySet<string>,
  inFiles: Iterable<Named>,
  existing: ExistingRecords,
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
  for (const [folded, ids] of await existing.named(kind, refs)) for (const id of ids) add(found, folded, id)
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
          fault: `"${ref}" is not the id or name of any ${what}, in the files or in the database${near_}`,
        })
      }
    }
  return resolved
}

/** The number of known ids compared with an unknown one, and the number of unknown ids that get a suggestion. */
const NEAR = 20_000
const SUGGESTED = 50

export function* peopleOf(data: Dataset): Generator<Named> {
  for (const { people } of data.chunks(20_000)) yield* people
}
