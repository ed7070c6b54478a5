import { definitelyBefore, parseDate } from '../../cypher/dates.ts'
import { CONTENT, contentOf, identityOf } from '../claims/claim-row.ts'
import { groupBy } from '../lib/group-by.ts'
import type { Chunk, Place, Read } from '../staging/dataset.ts'
import type { Values } from '../statements/combine.ts'
import type { ExistingIds } from '../store/existing-records.ts'
import { type Diagnostic, describePlace } from '../tables/diagnostic.ts'
import type { ClaimRow } from '../tables/table-schemas.ts'
import { Descriptions } from './check-descriptions.ts'

/** The context in which a chunk of rows is checked. */
export interface ChunkContext {
  existing: ExistingIds
  organisations: ReadonlySet<string>
  /** Resolves a reference to an id, or returns its fault. */
  organisation(ref: string): { id: string } | { fault: string }
  /** Resolves a reference to an id, or returns its fault. */
  source(ref: string): { id: string } | { fault: string }
  /** Existing values of the people that the rows describe. */
  described: ReadonlyMap<string, Values>
  /** Whether the rows may contradict existing values. */
  corrects: boolean
  /** Resolves a reference that is not itself an id. */
  person(ref: string): { id: string } | { fault: string } | undefined
  report(problem: Diagnostic, row: number): void
  /**
   * Called for a claim that repeats an earlier row of a mapped file, because several rows of a table may report one
   * event. Undefined for files of claims, where a repeated claim is a fault.
   */
  repeated?: (row: number) => void
  /** Collects a name that has to be resolved. */
  unresolved(ref: string): void
}

/** Finds faults that need several rows: duplicate ids, unknown ids, an impossible order of events. */
export function checkChunk(chunk: Chunk, context: ChunkContext): void {
  const people = checkPeople(chunk, context)
  const first = new Map<string, Read<ClaimRow>>()
  const valid: Read<ClaimRow>[] = []
  for (const claim of chunk.claims) {
    const { person, organisation, origin, source, place, row } = claim
    const fault = (column: string | undefined, message: string) => context.report({ ...place, column, message }, row)
    if (!people.has(person) && !context.existing.people.has(person)) {
      const found = context.person(person)
      if (!found) {
        context.unresolved(person)
        continue
      }
      if ('fault' in found) {
        fault('person', found.fault)
        continue
      }
      claim.person = found.id
    }
    const where = context.organisation(organisation)
    const by = context.source(source)
    const from = origin === null ? undefined : context.organisation(origin)
    if ('fault' in where) fault('organisation', where.fault)
    else if (from && 'fault' in from) fault('origin', from.fault)
    else if ('fault' in by) fault('source', by.fault)
    else {
      claim.organisation = where.id
      claim.source = by.id
      if (from) claim.origin = from.id
      const identity = [...identityOf(claim), claim.locator]
      const key = JSON.stringify(
        claim.withdrawn === null ? identity : [...identity, ...contentOf(claim), claim.recorded],
      )
      const before = first.get(key)
      if (before && context.repeated) {
        const differing = differences(before, claim)
        if (differing.length > 0) {
          const message = `differs in ${differing.join(' and ')} from the same claim of ${describePlace(before.place)}, which is kept; to keep both, give each a different locator or stint`
          context.report({ ...place, message, warning: true }, row)
        }
        context.repeated(row)
        continue
      }
      if (before) {
        fault(
          undefined,
          `repeats the claim of ${describePlace(before.place)}, by the same source at the same locator; remove one`,
        )
        continue
      }
      first.set(key, claim)
      if (claim.withdrawn === null) valid.push(claim)
    }
  }
  checkOrder(valid, context)
}

/** The columns in which two rows with the same identity differ. */
const differences = (one: ClaimRow, other: ClaimRow): string[] =>
  CONTENT.filter(column => one[column] !== other[column])

function checkPeople(
  { people }: Chunk,
  { organisations, existing, report, source, described, corrects }: ChunkContext,
): Set<string> {
  const first = new Map<string, Place>()
  const descriptions = new Descriptions('person', described, corrects, report)
  const ids = new Set<string>()
  for (const person of people) {
    const { id, place, row } = person
    const key = JSON.stringify([id, person.source])
    const before = first.get(key)
    const by = person.source === null ? null : source(person.source)
    if (organisations.has(id) || existing.organisations.has(id)) {
      report({ ...place, column: 'id', message: `"${id}" is the id of an organisation; give the person another` }, row)
    } else if (before)
      report(
        {
          ...place,
          column: 'id',
          message: `"${id}" is the id of another person at ${describePlace(before)}; ids are unique`,
        },
        row,
      )
    else if (by && 'fault' in by) report({ ...place, column: 'source', message: by.fault }, row)
    else {
      first.set(key, place)
      ids.add(id)
      descriptions.add(person)
    }
  }
  return ids
}

/**
 * Within a named stint, a leaving before the joining is a fault. Without a name, the rows may mean two stays with one
 * end missing each, so this is only a warning.
 */
function checkOrder(claims: Read<ClaimRow>[], { report }: ChunkContext): void {
  const dated = claims.filter(
    ({ event, status, on }) => event !== 'present' && on !== null && (status === 'confirmed' || status === 'reported'),
  )
  const stays = groupBy(dated, ({ person, organisation, stint }) => `${person}\n${organisation}\n${stint}`)
  for (const stay of stays.values()) {
    if (stay.length < 2) continue
    const dates = stay.map(claim => ({ claim, ...parseDate(claim.on ?? '') }))
    const joins = dates.filter(({ claim }) => claim.event === 'joined')
    const [join] = joins
    if (!join) continue
    for (const left of dates) {
      if (left.claim.event !== 'left' || !joins.every(joined => definitelyBefore(left, joined))) continue
      const { place, on, stint, row } = left.claim
      const message = `left on ${on} is before joined on ${join.claim.on} (${describePlace(join.claim.place)})`
      if (stint !== null) report({ ...place, column: 'on', message: `${message} of the same stint` }, row)
      else
        report(
          {
            ...place,
            column: 'on',
            message: `${message}; they are kept as two tenures. If they are one, give both the same stint`,
            warning: true,
            kind: 'left-before-joined',
          },
          row,
        )
    }
  }
}
