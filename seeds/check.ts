import { type Bounds, parseDate } from '../cypher/dates.ts'
import type { Organisation, PartOf, Source } from '../cypher/model.ts'
import { type Judged, judge } from './check/merges.ts'
import { peopleOf, type Resolved, resolveNames } from './check/names.ts'
import { checkPortion } from './check/portion.ts'
import { checkReplacements, checkWithdrawals, openReplacements, type Replacement } from './check/withdrawals.ts'
import type { Dataset, Place, Portion, Read } from './dataset.ts'
import { identify } from './id.ts'
import { didYouMean } from './input/near.ts'
import type { Kind, Known, KnownIds } from './known.ts'
import { describePlace, type Problem, Problems } from './problem.ts'
import { Ties } from './ties.ts'

/**
 * People and claims are looked at so many at a time; of few rows in several parts too, so that some can be written at once.
 * A transaction of many more rows outlives the collections of young objects in Neo4j, which then copy it again and again.
 */
const ROWS_A_PORTION = { least: 500, most: 2_000 }
const portionOf = ({ people, claims }: Dataset) =>
  Math.max(ROWS_A_PORTION.least, Math.min(ROWS_A_PORTION.most, Math.ceil((people + claims) / 6)))

/** A data set after its rows were held against each other and against the database. */
export interface Checked {
  problems: Problems
  organisations: Read<Organisation>[]
  partOf: Read<PartOf>[]
  sources: Read<Source>[]
  judged: Judged
  ties: Ties
  /** When organisations were dissolved: bounds, by the id that stands for each. */
  dissolved: ReadonlyMap<string, Bounds>
  /** When each source was published. */
  published: ReadonlyMap<string, string | null>
  /** Which of the ids that the files speak of are in the database. */
  isKnown(id: string): boolean
  /** The rows of people and claims without a fault, with ids for names. */
  portions(): Iterable<Portion>
}

/** Finds the faults that no single row shows. Rows with one are left out of what is given. */
export async function checkDataset(data: Dataset, known: Known): Promise<Checked> {
  const problems = new Problems(data.everyFault)
  problems.absorb(data.problems)
  const bad = new Set<number>()
  const report = (problem: Problem, row: number) => {
    problems.add(data.inItsWords(problem))
    if (!problem.warning) bad.add(row)
  }
  const entityIds = [...data.organisations, ...data.sources, ...data.partOf].map(({ id }) => id)
  const sameIds = data.sameAs.flatMap(({ id, same_as: other }) => [id, other])
  const found = await known.ids([...entityIds, ...data.organisationRefs, ...data.sourceRefs, ...sameIds])

  const organisations = unique('organisation', data.organisations, report).filter(({ id, place, row }) => {
    if (found.people.has(id))
      report({ ...place, column: 'id', message: `"${id}" is the id of a person; give the organisation another` }, row)
    return !bad.has(row)
  })
  const sources = unique('source', data.sources, report)
  const published = new Map([...found.sources, ...sources.map(({ id, published }) => [id, published] as const)])
  const organisationIds = new Set([...found.organisations, ...organisations.map(({ id }) => id)])
  const unnamed = new Set([...data.organisationRefs].filter(ref => !organisationIds.has(ref)))
  const named = await resolveNames('Organisation', unnamed, organisations, known)
  const organisation = (ref: string): Resolved =>
    organisationIds.has(ref) ? { id: ref } : (named.get(ref) ?? { fault: `"${ref}" is no organisation` })
  const sourceFault = (id: string) =>
    `"${id}" is no source, in the files or in the database${didYouMean(id, published.keys())}`
  const partOf = checkPartOf(data.partOf, bad, organisation, id => published.has(id) || sourceFault(id), report)

  const peopleJudged = await peopleAmong(data, sameIds, found.people)
  const kindOf = (id: string): Kind | undefined =>
    organisationIds.has(id) ? 'Organisation' : peopleJudged.has(id) ? 'Person' : undefined
  const before = await known.merges()
  const rows = new Map(data.sameAs.map(row => [row.place, row.row]))
  const judged = judge(data.sameAs, before, kindOf, (problem, place) => report(problem, rows.get(place) ?? -1))

  const people = new Map<string, Resolved>()
  /** Looks at all people and claims, and tells whom names mean that are no ids. */
  const look = async () => {
    const told = { problems: new Problems(data.everyFault), bad: new Set<number>(), unresolved: new Set<string>() }
    const replacements: Replacement[] = []
    const report = (problem: Problem, row: number) => {
      told.problems.add(data.inItsWords(problem))
      if (!problem.warning) told.bad.add(row)
    }
    for await (const { portion, found } of knownPortions(data, known)) {
      checkPortion(portion, {
        known: found,
        organisations: organisationIds,
        organisation,
        hasSource: id => published.has(id),
        sourceFault,
        person: ref => people.get(ref),
        report,
        ...(data.withoutClaim && { repeated: row => void told.bad.add(row) }),
        unresolved: ref => told.unresolved.add(ref),
      })
      const sound = portion.claims.filter(({ row }) => !told.bad.has(row))
      await checkWithdrawals(sound, known, judged, report)
      replacements.push(...openReplacements(sound))
    }
    const all = () => soundPortions(data, told.bad, organisation, people)
    if (told.unresolved.size === 0) await checkReplacements(replacements, known, all, report)
    return told
  }
  let told = await look()
  if (told.unresolved.size > 0) {
    for (const [ref, found] of await resolveNames('Person', told.unresolved, peopleOf(data), known))
      people.set(ref, found)
    // A repeated claim or a wrong order shows only once rows of names are with those of ids.
    data.move(idsOf(people))
    told = await look()
  }
  problems.absorb(told.problems)
  for (const row of told.bad) bad.add(row)
  const { Person: merged } = judged.merges
  if (merged.size > 0) {
    const ids = [...idsOf(people), ...[...merged.ids()].map(id => [id, id] as const)]
    data.move(new Map(ids.map(([ref, id]) => [ref, merged.rootOf(id)])))
  }

  const ties = await known.ties()
  return {
    problems,
    organisations,
    partOf,
    sources,
    judged,
    ties: Ties.of(ties, partOf, organisations, id => judged.merges.Organisation.rootOf(id)),
    dissolved: await dissolvedAmong(organisations, known, id => judged.merges.Organisation.rootOf(id)),
    published,
    isKnown: id => found.organisations.has(id) || found.sources.has(id),
    portions: () => soundPortions(data, bad, organisation, people),
  }
}

/** Each portion with what the database knows of its ids, which is asked for while the one before is looked at. */
async function* knownPortions(data: Dataset, known: Known): AsyncGenerator<{ portion: Portion; found: KnownIds }> {
  let last: { portion: Portion; found: Promise<KnownIds> } | undefined
  for (const portion of data.portions(portionOf(data))) {
    const ids = new Set(portion.people.map(({ id }) => id))
    for (const { person } of portion.claims) ids.add(person)
    const found = known.ids(ids)
    // Heard of when its turn comes; until then a failure is no unhandled one.
    found.catch(() => {})
    if (last) yield { portion: last.portion, found: await last.found }
    last = { portion, found }
  }
  if (last) yield { portion: last.portion, found: await last.found }
}

function* soundPortions(
  data: Dataset,
  bad: ReadonlySet<number>,
  organisation: (ref: string) => Resolved,
  people: ReadonlyMap<string, Resolved>,
): Generator<Portion> {
  const idOf = (found: Resolved | undefined, ref: string) => (found && 'id' in found ? found.id : ref)
  for (const portion of data.portions(portionOf(data))) {
    const claims = portion.claims.filter(({ row }) => !bad.has(row))
    for (const claim of claims) {
      claim.person = idOf(people.get(claim.person), claim.person)
      claim.organisation = idOf(organisation(claim.organisation), claim.organisation)
      if (claim.origin !== null) claim.origin = idOf(organisation(claim.origin), claim.origin)
    }
    yield { ...portion, people: portion.people.filter(({ row }) => !bad.has(row)), claims }
  }
}

type Report = (problem: Problem, row: number) => void

function unique<T extends Read<{ id: string }>>(what: string, things: T[], report: Report): T[] {
  const first = new Map<string, Place>()
  return things.filter(({ id, place, row }) => {
    const before = first.get(id)
    if (before)
      report(
        {
          ...place,
          column: 'id',
          message: `"${id}" is the id of another ${what} at ${describePlace(before)}; ids are unique`,
        },
        row,
      )
    else first.set(id, place)
    return !before
  })
}

function checkPartOf(
  all: Read<PartOf>[],
  bad: ReadonlySet<number>,
  organisation: (ref: string) => Resolved,
  hasSource: (id: string) => true | string,
  report: Report,
): Read<PartOf>[] {
  return all.flatMap(part => {
    const { place, row, source } = part
    const whole = organisation(part.whole)
    const sourced = hasSource(source)
    if ('fault' in whole) report({ ...place, column: 'part_of', message: whole.fault }, row)
    else if (sourced !== true) report({ ...place, column: 'part_of_source', message: sourced }, row)
    else if (whole.id === part.part) report({ ...place, column: 'part_of', message: 'is the organisation itself' }, row)
    else if (!bad.has(row)) return [{ ...part, whole: whole.id, id: identify('part', part.part, whole.id, part.from) }]
    return []
  })
}

const idsOf = (people: ReadonlyMap<string, Resolved>): Map<string, string> =>
  new Map([...people].flatMap(([ref, found]) => ('id' in found ? [[ref, found.id] as const] : [])))

/** By the database, and by the files, which are newer. */
async function dissolvedAmong(
  organisations: Read<Organisation>[],
  known: Known,
  rootOf: (id: string) => string,
): Promise<Map<string, Bounds>> {
  const all = new Map<string, Bounds>()
  for (const { id, dissolved } of [...(await known.dissolved()), ...organisations])
    if (dissolved !== null) all.set(rootOf(id), parseDate(dissolved))
  return all
}

/** Which of these ids are people of the files or of the database. */
async function peopleAmong(data: Dataset, ids: string[], known: ReadonlySet<string>): Promise<Set<string>> {
  const among = new Set(ids.filter(id => known.has(id)))
  const wanted = new Set(ids)
  if (wanted.size > 0) for (const { id } of peopleOf(data)) if (wanted.has(id)) among.add(id)
  return among
}
