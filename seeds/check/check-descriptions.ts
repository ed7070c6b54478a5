import { quote } from '../lib/did-you-mean.ts'
import { areAlike } from '../names/likeness.ts'
import { formsOf } from '../names/romanise/forms.ts'
import type { Place, Read } from '../staging/dataset.ts'
import { combine, type DescribedKind, type Values } from '../statements/combine.ts'
import { type Diagnostic, describePlace } from '../tables/diagnostic.ts'

export type DescribedRow = Read<{ id: string; source?: string | null }>

/** Checks descriptions against existing and earlier ones of the same id. */
export class Descriptions {
  readonly #described = new Map<string, { values: Values; source: string | null; place?: Place }>()
  readonly #kind: DescribedKind
  readonly #corrects: boolean
  readonly #report: (problem: Diagnostic, row: number) => void

  constructor(
    kind: DescribedKind,
    existing: ReadonlyMap<string, Values>,
    corrects: boolean,
    report: (problem: Diagnostic, row: number) => void,
  ) {
    this.#kind = kind
    this.#corrects = corrects
    this.#report = report
    for (const [id, values] of existing) this.#described.set(id, { values, source: null })
  }

  /** Adds a row, or reports why it cannot describe the same entity. */
  add(row: DescribedRow): void {
    const { id, place, source = null } = row
    const before = this.#described.get(id)
    const described = row as unknown as Values
    if (!before) return void this.#described.set(id, { values: described, source, place })
    const { values } = before
    const where = before.place ? `at ${describePlace(before.place)}` : 'in the database'
    const elsewhere = source !== null && source !== before.source
    const [named, given] = [namesOf(values), namesOf(described)]
    const column = this.#kind === 'source' ? 'title' : 'name'
    const fault = (column: string, message: string, more: Partial<Diagnostic> = {}) =>
      this.#report({ ...place, column, message, ...more }, row.row)
    if (!this.#corrects && !areAlike(given, named, id) && !areAlike(withForms(given), withForms(named), id)) {
      fault(column, unlike(this.#kind, id, String(described[column]), String(values[column]), where))
      return
    }
    const combined = combine(this.#kind, values, described, { corrects: this.#corrects, elsewhere })
    for (const wrong of combined.contradicted)
      fault(wrong, contradiction(wrong, id, String(described[wrong]), String(values[wrong]), where))
    for (const other of combined.kept)
      fault(
        other,
        `${quote(String(described[other]))} is not used: ${quote(id)} has ${quote(String(values[other]))} ${where}. Add --correct to replace it`,
        { warning: true },
      )
    if (combined.contradicted.length === 0)
      this.#described.set(id, { values: combined.values, source: source ?? before.source, place: before.place })
  }

  /** All described entities, by id. */
  *all(): Generator<[string, Values]> {
    for (const [id, { values }] of this.#described) yield [id, values]
  }
}

/** Includes forms in Latin letters. */
const withForms = (names: string[]): string[] => names.flatMap(name => [name, ...formsOf(name, true)])

const namesOf = ({ name, title, aliases }: Values): string[] =>
  [name ?? title, aliases ?? []].flat().filter(text => typeof text === 'string')

const WHAT: Record<DescribedKind, string> = { person: 'people', organisation: 'organisations', source: 'sources' }

const unlike = (kind: DescribedKind, id: string, given: string, before: string, where: string): string =>
  `${quote(given)} does not resemble ${quote(before)}, which has the id ${quote(id)} ${where}. ` +
  `If they are two ${WHAT[kind]}, give them different ids: --id-prefix PREFIX adds a prefix to all ids of these files. ` +
  (kind === 'source'
    ? 'If this corrects the title, add --correct'
    : `If they are one, add ${quote(before)} to the aliases, or --correct if this corrects the name`)

const contradiction = (column: string, id: string, given: string, before: string, where: string): string =>
  `${quote(given)} contradicts ${quote(before)}, the ${column} of ${quote(id)} ${where}. ` +
  (column === 'type'
    ? 'Leave the type empty to keep it, give this organisation another id (--id-prefix PREFIX for all of these files), or add --correct to replace it'
    : 'Remove one of the two, or add --correct if this corrects it')
