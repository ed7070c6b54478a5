import type { Organisation, PartOf, Person, Source } from '../../cypher/model.ts'
import type { RowsWithoutClaim } from '../tables/claim-count.ts'
import { type Diagnostic, Diagnostics } from '../tables/diagnostic.ts'
import { IdPrefix } from '../tables/id-prefix.ts'
import type { Place } from '../tables/raw-row.ts'
import { type ClaimRow, ClaimRowSchema, type SameAsRow } from '../tables/table-schemas.ts'
import { buckets, Spool } from './spool.ts'

export type { Place } from '../tables/raw-row.ts'
/** A row with its place in the file and its number in the data set. */
export type Read<T> = T & { place: Place; row: number }

/** A row that describes a person, with the source if it names one. */
export type PersonInput = Person & { source: string | null }
/** A row that describes an organisation. The type may be missing. */
export type OrganisationInput = Omit<Organisation, 'type'> & {
  type: Organisation['type'] | null
  source: string | null
}

/** A chunk of the rows: all rows of some people. */
export interface Chunk {
  people: Read<PersonInput>[]
  claims: Read<ClaimRow>[]
  /** People without rows whose results may change. */
  affected: string[]
}

type PersonFields = [string, string, string[], string | null, string | null, string | null]
const COLUMNS = Object.keys(ClaimRowSchema.shape) as (keyof ClaimRow)[]

/**
 * All rows of the input files, checked one by one but not yet against each other. Organisations and sources are in
 * memory; people and claims, possibly millions, are read in chunks.
 */
export class Dataset {
  readonly organisations: Read<OrganisationInput>[] = []
  readonly partOf: Read<PartOf>[] = []
  readonly sources: Read<Source>[] = []
  readonly sameAs: Read<SameAsRow>[] = []
  readonly problems: Diagnostics
  /** Notes for the user, such as the encoding of a file. */
  readonly notes: string[] = []
  /** Identifies the content: equal for the same files read with the same options. */
  fingerprint = ''
  /** The source that `--source` assigns to rows without one, unless the option describes it as new. */
  assumedSource?: string
  people = 0
  /** The number of leavings dated in the year 9999, which means "no end". */
  noEnds = 0
  claims = 0
  /** Rows for which the mapping produced no claim. */
  withoutClaim?: RowsWithoutClaim
  /** References to organisations in rows, by id or name. */
  readonly organisationRefs = new Set<string>()
  readonly sourceRefs = new Set<string>()
  readonly #files: string[] = []
  /**
   * The file's own names of our columns. Several names mean that a column is filled from several of the file's columns.
   */
  readonly #names = new Map<string, Map<string, Set<string>>>()
  #rows = 0
  readonly #spool = new Spool()

  addPerson({ id, name, aliases, died, note, source }: PersonInput, place: Place): void {
    this.people++
    if (source !== null) this.sourceRefs.add(source)
    const at = [this.nextRow(), this.#file(place), place.line, place.nth]
    this.#spool.add(id, ['p', ...at, id, name, aliases, died, note, source])
  }

  addClaim(row: ClaimRow, place: Place): void {
    this.claims++
    this.organisationRefs.add(row.organisation)
    if (row.origin !== null) this.organisationRefs.add(row.origin)
    this.sourceRefs.add(row.source)
    const fields: unknown[] = ['c', this.nextRow(), this.#file(place), place.line, place.nth]
    for (const column of COLUMNS) fields.push(row[column])
    this.#spool.add(row.person, fields)
  }

  constructor(
    readonly everyFault = false,
    readonly prefix = new IdPrefix(),
  ) {
    this.problems = new Diagnostics(everyFault)
  }

  /** The number of the next row. */
  nextRow(): number {
    return this.#rows++
  }

  /** Remembers the file's own column names, for faults found after reading. */
  addNames({ file }: Place, names: Readonly<Record<string, string>>): void {
    const known = this.#names.get(file) ?? new Map<string, Set<string>>()
    this.#names.set(file, known)
    for (const column in names) {
      const called = known.get(column) ?? new Set()
      known.set(column, called.add(names[column] ?? column))
    }
  }

  /** The diagnostic with its column named as in the file. */
  withOriginalColumn(problem: Diagnostic): Diagnostic {
    const { file, column } = problem
    const called = column === undefined ? undefined : this.#names.get(file)?.get(column)
    return called ? { ...problem, column: [...called].join(' or ') } : problem
  }

  /** Adds a person without rows to the chunks. */
  enqueue(id: string): void {
    this.#spool.add(id, ['t', id])
  }

  /** Moves the claims of some people to the keys of others. */
  move(people: ReadonlyMap<string, string>): void {
    const keyOf = (row: unknown[]) => String(row[{ p: 5, c: 5 }[String(row[0])] ?? 1])
    this.#spool.move(people.keys(), row => people.get(keyOf(row)) ?? keyOf(row))
  }

  /** Yields every row once. A chunk contains all rows of some people, and about `size` rows or more. */
  *chunks(size: number): Generator<Chunk> {
    let chunk: Chunk = { people: [], claims: [], affected: [] }
    for (const bucket of buckets()) {
      for (const row of this.#spool.read(bucket)) this.#put(chunk, row)
      if (chunk.people.length + chunk.claims.length + chunk.affected.length < size) continue
      yield chunk
      chunk = { people: [], claims: [], affected: [] }
    }
    if (chunk.people.length + chunk.claims.length + chunk.affected.length > 0) yield chunk
  }

  #put(chunk: Chunk, fields: unknown[]): void {
    if (fields[0] === 't') return void chunk.affected.push(String(fields[1]))
    const place: Place = { file: this.#files[Number(fields[2])] ?? '', line: Number(fields[3]) }
    if (fields[4] !== null) place.nth = Number(fields[4])
    const read: Record<string, unknown> = { place, row: fields[1] }
    if (fields[0] === 'p') {
      const [id, name, aliases, died, note, source] = fields.slice(5) as PersonFields
      chunk.people.push({ kind: 'person', id, name, aliases, died, note, source, place, row: Number(fields[1]) })
    } else {
      for (let column = 0; column < COLUMNS.length; column++) read[COLUMNS[column] ?? ''] = fields[column + 5]
      chunk.claims.push(read as unknown as Read<ClaimRow>)
    }
  }

  /** Frees the disk space of the rows. */
  close(): void {
    this.#spool.close()
  }

  #file({ file }: Place): number {
    if (this.#files.at(-1) === file) return this.#files.length - 1
    const at = this.#files.indexOf(file)
    return at === -1 ? this.#files.push(file) - 1 : at
  }
}
