import type { Place, Read } from '../staging/dataset.ts'
import type { Kind } from '../store/existing-records.ts'
import { type Diagnostic, describePlace } from '../tables/diagnostic.ts'
import type { SameAsRow } from '../tables/table-schemas.ts'

/** Merged ids. Each id leads to another; the last in the chain is the canonical id. */
export class Merges {
  readonly #into = new Map<string, string>()
  readonly #from = new Map<string, Set<string>>()

  /** The canonical id. */
  rootOf(id: string): string {
    let root = id
    for (let next = this.#into.get(root); next !== undefined; next = this.#into.get(root)) root = next
    return root
  }

  /** All ids merged into the root, with the root first. */
  membersOf(root: string): string[] {
    const members = [root]
    for (const member of members) members.push(...(this.#from.get(member) ?? []))
    return members
  }

  into(id: string): string | undefined {
    return this.#into.get(id)
  }

  set(id: string, into: string): void {
    this.remove(id)
    this.#into.set(id, into)
    const from = this.#from.get(into) ?? new Set()
    this.#from.set(into, from.add(id))
  }

  remove(id: string): void {
    const old = this.#into.get(id)
    if (old !== undefined) this.#from.get(old)?.delete(id)
    this.#into.delete(id)
  }

  ids(): Iterable<string> {
    return this.#into.keys()
  }

  get size(): number {
    return this.#into.size
  }
}

export interface CheckedSameAs {
  merges: Record<Kind, Merges>
  /** Ids with changed merges. */
  changed: Record<Kind, Set<string>>
  /** The valid rows. */
  rows: (Read<SameAsRow> & { label: Kind })[]
}

/** Applies same-as rows to the existing merges. `kindOf` returns the kind of an id, if it exists. */
export function checkSameAs(
  rows: Read<SameAsRow>[],
  before: { kind: Kind; id: string; into: string }[],
  kindOf: (id: string) => Kind | undefined,
  report: (problem: Diagnostic, place: Place) => void,
): CheckedSameAs {
  const checked: CheckedSameAs = {
    merges: { Person: new Merges(), Organisation: new Merges() },
    changed: { Person: new Set(), Organisation: new Set() },
    rows: [],
  }
  for (const { kind, id, into } of before) checked.merges[kind].set(id, into)
  const first = new Map<string, Place>()
  for (const row of rows) {
    const { id, same_as: other, place } = row
    const label = kindOf(id)
    const fault = (column: string, message: string) => report({ ...place, column, message }, place)
    const pair = [id, other].sort().join(' ')
    const earlier = first.get(pair)
    first.set(pair, earlier ?? place)
    if (earlier) fault('same_as', `states the same pair as ${describePlace(earlier)}; keep one of the two`)
    else if (label === undefined) fault('id', `"${id}" is not an id in the files or in the database`)
    else if (kindOf(other) === undefined) fault('same_as', `"${other}" is not an id in the files or in the database`)
    else if (kindOf(other) !== label) fault('same_as', `is ${WHAT[kindOf(other) ?? label]}, and "${id}" is not`)
    else if (id === other) fault('same_as', 'is the id itself')
    else if (accept(checked, label, row, fault)) checked.rows.push({ ...row, label })
  }
  return checked
}

function accept(
  { merges, changed }: CheckedSameAs,
  label: Kind,
  { id, same_as: other, verdict }: SameAsRow,
  fault: (column: string, message: string) => void,
): boolean {
  const all = merges[label]
  const direct = all.into(id) === other ? id : all.into(other) === id ? other : undefined
  if (verdict !== 'same') {
    if (direct !== undefined) {
      changed[label].add(id).add(other)
      all.remove(direct)
    } else if (verdict === 'different' && all.rootOf(id) === all.rootOf(other)) {
      fault('verdict', 'contradicts other rows, which say that both are the same as a third; remove one of those first')
      return false
    }
    return true
  }
  if (direct === id) return true
  const into = all.into(id)
  if (into !== undefined) {
    fault(
      'same_as',
      `"${id}" is the same as "${into}" already; instead, state that "${into}" is the same as "${other}"`,
    )
    return false
  }
  if (all.rootOf(other) === id) {
    fault('same_as', `"${other}" is the same as "${id}" already`)
    return false
  }
  all.set(id, other)
  changed[label].add(id).add(other)
  return true
}

const WHAT: Record<Kind, string> = { Person: 'a person', Organisation: 'an organisation' }
