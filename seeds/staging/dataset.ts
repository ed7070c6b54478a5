import type { Organisation, PartOf, Person, Source } from '../../cypher/model.ts'
import type { RowsWithoutClaim } from '../tables/claim-count.ts'
import { type Diagnostic, Diagnostics } from '../tables/diagnostic.ts'
import { IdPrefix } from '../tables/id-prefix.ts'
import type { Place } from '../tables/raw-row.ts'
import { type ClaimRow, ClaimRowSchema, type SameAsRow } from '../tables/table-schemas.ts'
import { buckets, Spool } from './spool.ts'

export type { Place } from '../tables/raw-row.ts'
/** A row as it was read; `row` is its number, by which it can be named again. */
export type Read<T> = T & { place: Place; row: number }

/** What a row says of a person, and which source says so, if it names one. */
export type PersonGiven = Person & { source: string | null }
/** What a row says of an organisation, whose type it may leave open. */
export type OrganisationGiven = Omit<Organisation, 'type'> & {
  type: Organisation['type'] | null
  source: string | null
}

/** A part of the rows: all that there is of some people. */
export interface Chunk {
  people: Read<PersonGiven>[]
  claims: Read<ClaimRow>[]
  /** People of whom the files say nothing and of whom yet something may change. */
  affected: string[]
}

type PersonFields = [string, string, string[], string | null, string | null, string | null]
const COLUMNS = Object.keys(ClaimRowSchema.shape) as (keyof ClaimRow)[]

/**
 * All that the files say, checked row by row and not yet against each other. Organisations and sources are held in memory;
 * people and claims, of which there may be millions, are read portion by portion.
 */
export class Dataset {
  readonly organisations: Read<OrganisationGiven>[] = []
  readonly partOf: Read<PartOf>[] = []
  readonly sources: Read<Source>[] = []
  readonly sameAs: Read<SameAsRow>[] = []
  readonly problems: Diagnostics
  /** Remarks for the person at the terminal, as the encoding of a file. */
  readonly notes: string[] = []
  /** What was read: of the same files in the same manner it is the same. */
  fingerprint = ''
  /** The source that `--source` names for rows without one, if it is not described there as a new one. */
  assumedSource?: string
  people = 0
  /** Leavings that are dated with the last year that there is: no end. */
  noEnds = 0
  claims = 0
  /** Rows that a mapping made no claim of. */
  withoutClaim?: RowsWithoutClaim
  /** Organisations that rows speak of, by id or by name. */
  readonly organisationRefs = new Set<string>()
  readonly sourceRefs = new Set<string>()
  readonly #files: string[] = []
  /** What a file calls our columns, where it has names of its own: more than one, if its rows fill one from several. */
  readonly #names = new Map<string, Map<string, Set<string>>>()
  #rows = 0
  readonly #spool = new Spool()

  addPerson({ id, name, aliases, died, note, source }: PersonGiven, place: Place): void {
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

  /** The number of a row that is about to be kept. */
  nextRow(): number {
    return this.#rows++
  }

  /** Remembers what a file calls our columns, for faults that no single row shows. */
  addNames({ file }: Place, names: Readonly<Record<string, string>>): void {
    const known = this.#names.get(file) ?? new Map<string, Set<string>>()
    this.#names.set(file, known)
    for (const column in names) {
      const called = known.get(column) ?? new Set()
      known.set(column, called.add(names[column] ?? column))
    }
  }

  /** The problem with its column as the file calls it. */
  inItsWords(problem: Diagnostic): Diagnostic {
    const { file, column } = problem
    const called = column === undefined ? undefined : this.#names.get(file)?.get(column)
    return called ? { ...problem, column: [...called].join(' or ') } : problem
  }

  /** Puts a person among the portions without a row of theirs. */
  enqueue(id: string): void {
    this.#spool.add(id, ['t', id])
  }

  /** Puts the claims of some people with those of others. */
  move(people: ReadonlyMap<string, string>): void {
    const keyOf = (row: unknown[]) => String(row[{ p: 5, c: 5 }[String(row[0])] ?? 1])
    this.#spool.move(people.keys(), row => people.get(keyOf(row)) ?? keyOf(row))
  }

  /** Every row once. A portion holds all of some people, and about `size` rows or more. */
  *chunks(size: number): Generator<Chunk> {
    let portion: Chunk = { people: [], claims: [], affected: [] }
    for (const bucket of buckets()) {
      for (const row of this.#spool.read(bucket)) this.#put(portion, row)
      if (portion.people.length + portion.claims.length + portion.affected.length < size) continue
      yield portion
      portion = { people: [], claims: [], affected: [] }
    }
    if (portion.people.length + portion.claims.length + portion.affected.length > 0) yield portion
  }

  #put(portion: Chunk, fields: unknown[]): void {
    if (fields[0] === 't') return void portion.affected.push(String(fields[1]))
    const place: Place = { file: this.#files[Number(fields[2])] ?? '', line: Number(fields[3]) }
    if (fields[4] !== null) place.nth = Number(fields[4])
    const read: Record<string, unknown> = { place, row: fields[1] }
    if (fields[0] === 'p') {
      const [id, name, aliases, died, note, source] = fields.slice(5) as PersonFields
      portion.people.push({ kind: 'person', id, name, aliases, died, note, source, place, row: Number(fields[1]) })
    } else {
      for (let column = 0; column < COLUMNS.length; column++) read[COLUMNS[column] ?? ''] = fields[column + 5]
      portion.claims.push(read as unknown as Read<ClaimRow>)
    }
  }

  /** Frees what the rows took on the disk. */
  close(): void {
    this.#spool.close()
  }

  #file({ file }: Place): number {
    if (this.#files.at(-1) === file) return this.#files.length - 1
    const at = this.#files.indexOf(file)
    return at === -1 ? this.#files.push(file) - 1 : at
  }
}
