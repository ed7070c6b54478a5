import { NamedEntities } from '../map/apply.ts'
import type { RawRow, ReadContext } from '../tables/raw-row.ts'

const PART_OF = ['part_of', 'part_of_from', 'part_of_to', 'part_of_source', 'part_of_locator']

/**
 * Deduplicates people, organisations and sources that several files of a register name. Part-of relations may differ
 * between files, so each remains a row.
 */
export class SharedEntities {
  readonly #entities = new NamedEntities()
  readonly #parts = new Map<string, RawRow>()
  readonly #described = new Set<unknown>()
  readonly #references = new Map<unknown, RawRow>()

  static holds({ table }: RawRow): boolean {
    return table === 'people' || table === 'organisations' || table === 'sources'
  }

  add(row: RawRow, context: ReadContext): void {
    if (row.isReference) return void this.#references.set(row.fields.id, row)
    if (row.table === 'organisations') this.#described.add(row.fields.id)
    const seen = Object.entries(row.fields).filter(([, value]) => value !== undefined && value !== null)
    const partOf = seen.filter(([column]) => PART_OF.includes(column))
    const own = seen.filter(([column]) => !PART_OF.includes(column))
    this.#entities.add({ ...row, fields: Object.fromEntries(own) }, context)
    if (partOf.length === 0) return
    const { id, name, type } = row.fields
    const key = JSON.stringify([id, partOf])
    if (!this.#parts.has(key))
      this.#parts.set(key, { ...row, fields: { id, name, type, ...Object.fromEntries(partOf) } })
  }

  /** Call it after the last file. */
  *rows(context: ReadContext): Generator<RawRow> {
    yield* this.#entities.rows(context)
    for (const [id, row] of this.#references) if (!this.#described.has(id)) yield row
    yield* this.#parts.values()
  }

  /** Frees the disk space of the people. */
  close(): void {
    this.#entities.close()
  }
}
