import type { Bounds } from '../../cypher/dates.ts'
import type { PartOf, Source } from '../../cypher/model.ts'
import { numberRepeats } from '../claims/claim-row.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { TeamHierarchy } from '../reconcile/team-hierarchy.ts'
import type { Chunk, Dataset, OrganisationInput, Read } from '../staging/dataset.ts'
import type { DescribedKind } from '../statements/combine.ts'
import { type ExistingRecords, type Kind, NO_RECORDS } from '../store/existing-records.ts'
import { type Diagnostic, Diagnostics } from '../tables/diagnostic.ts'
import { type DescribedRow, Descriptions } from './check-descriptions.ts'
import { checkPartOf, checkTypes, dissolvedAmong, resolveSource, typed, unique } from './check-entities.ts'
import { checkChunk } from './chunk.ts'
import { chunksWithRecords, validChunks } from './chunk-records.ts'
import { type CheckedSameAs, checkSameAs } from './merges.ts'
import { peopleOf, type Resolved, resolveNames } from './resolve-names.ts'
import { checkReplacements, checkWithdrawals, type Replacement, unresolvedReplacements } from './withdrawals.ts'

/** A data set after its rows were checked against each other and the database. */
export interface Checked {
  problems: Diagnostics
  organisations: Read<OrganisationInput>[]
  partOf: Read<PartOf>[]
  sources: Read<Source>[]
  sameAs: CheckedSameAs
  hierarchy: TeamHierarchy
  /** Bounds of dissolution, by canonical organisation id. */
  dissolved: ReadonlyMap<string, Bounds>
  /** Publication date by source id. */
  published: ReadonlyMap<string, string | null>
  /** Whether an undone load left withdrawn records that may be revived. */
  anyWithdrawn: boolean
  /** Whether the database was empty. */
  wasEmpty: boolean
  /** Whether the database contains this id. */
  isKnown(id: string): boolean
  /** The valid rows of people and claims, with names resolved to ids. */
  chunks(): Iterable<Chunk>
}

/**
 * Finds faults that need several rows or the database. Faulty rows are left out of the result. With `corrects`,
 * descriptions may contradict existing records.
 */
export async function checkDataset(
  data: Dataset,
  existing: ExistingRecords,
  { corrects = false } = {},
): Promise<Checked> {
  const problems = new Diagnostics(data.everyFault)
  problems.absorb(data.problems)
  const bad = new Set<number>()
  const report = (problem: Diagnostic, row: number) => {
    problems.add(data.withOriginalColumn(problem))
    if (!problem.warning) bad.add(row)
  }
  const entityIds = [...data.organisations, ...data.sources, ...data.partOf].map(({ id }) => id)
  const sameIds = data.sameAs.flatMap(({ id, same_as: other }) => [id, other])
  const { prefix } = data
  const bare = (refs: Iterable<string>) => Array.from(refs, ref => prefix.strip(ref))
  const refs = [...data.organisationRefs, ...data.sourceRefs, ...sameIds]
  const found = await existing.ids([...entityIds, ...refs, ...(prefix.isNone ? [] : bare(refs))])

  const describe = async (kind: DescribedKind, rows: Read<{ id: string }>[]) => {
    const ids = [...new Set(rows.map(({ id }) => id))]
    const stored = ids.filter(id => (kind === 'source' ? found.sources : found.organisations).has(id))
    const descriptions = new Descriptions(kind, await existing.described(kind, stored), corrects, report)
    for (const row of rows) descriptions.add(row as DescribedRow)
    return new Map(descriptions.all())
  }
  const partsOf = new Map(data.partOf.map(({ row, whole, from, to, source }) => [row, [whole, from, to, source]]))
  const organisationRows = unique('organisation', data.organisations, report, ({ id, source, row }) =>
    JSON.stringify([id, source, partsOf.get(row)]),
  ).filter(({ id, place, row }) => {
    if (found.people.has(id))
      report({ ...place, column: 'id', message: `"${id}" is the id of a person; give the organisation another` }, row)
    return !bad.has(row)
  })
  const sourceRows = unique('source', data.sources, report)
  const [organisationValues, sourceValues] = [
    await describe('organisation', organisationRows),
    await describe('source', sourceRows),
  ]
  checkTypes(organisationRows, organisationValues, report)
  const organisations = organisationRows.filter(({ row }) => !bad.has(row))
  const sources = sourceRows.filter(({ row }) => !bad.has(row))
  const published = new Map(found.sources)
  for (const { id } of sources)
    published.set(id, (sourceValues.get(id)?.published as string | null | undefined) ?? null)
  const organisationIds = new Set([...found.organisations, ...organisations.map(({ id }) => id)])
  const idOf = (ref: string, ids: { has(id: string): boolean }) => [ref, prefix.strip(ref)].find(id => ids.has(id))
  const unnamed = new Set([...data.organisationRefs].filter(ref => idOf(ref, organisationIds) === undefined))
  const named = await resolveNames('Organisation', new Set(bare(unnamed)), organisations, existing)
  const organisation = (ref: string): Resolved => {
    const id = idOf(ref, organisationIds)
    return id === undefined ? (named.get(prefix.strip(ref)) ?? { fault: `"${ref}" is not an organisation` }) : { id }
  }
  const { assumedSource } = data
  const isUnknown = assumedSource !== undefined && isUnknownSource(assumedSource, data, published)
  if (isUnknown)
    problems.add({ file: '--source', message: unknownSource(assumedSource, published.keys()), whole: true })
  const source = (ref: string): Resolved => {
    // One option fixes all rows of that source, so report one fault for all of them.
    const id = idOf(ref, published) ?? (isUnknown && prefix.strip(ref) === assumedSource ? ref : undefined)
    return id === undefined ? { fault: sourceFault(prefix.strip(ref)) } : { id }
  }
  const sourceFault = (id: string) =>
    `"${id}" is not a source in the files or in the database${didYouMean(id, published.keys())}`
  for (const row of organisations) if (row.source !== null) row.source = resolveSource(row, row.source, source, report)
  const partOf = checkPartOf(data.partOf, bad, organisation, source, report)

  const samePeople = await peopleAmong(data, sameIds, found.people)
  const kindOf = (id: string): Kind | undefined =>
    organisationIds.has(id) ? 'Organisation' : samePeople.has(id) ? 'Person' : undefined
  const before = await existing.merges()
  const rows = new Map(data.sameAs.map(row => [row.place, row.row]))
  const sameAs = checkSameAs(data.sameAs, before, kindOf, (problem, place) => report(problem, rows.get(place) ?? -1))

  const people = new Map<string, Resolved>()
  /** Checks all people and claims, and resolves references that are names. */
  const checkRows = async () => {
    const result = { problems: new Diagnostics(data.everyFault), bad: new Set<number>(), unresolved: new Set<string>() }
    const replacements: Replacement[] = []
    const report = (problem: Diagnostic, row: number) => {
      result.problems.add(data.withOriginalColumn(problem))
      if (!problem.warning) result.bad.add(row)
    }
    for await (const { chunk, found, described } of chunksWithRecords(data, existing)) {
      checkChunk(chunk, {
        existing: found,
        described,
        corrects,
        organisations: organisationIds,
        organisation,
        source,
        person: ref => people.get(ref),
        report,
        ...(data.withoutClaim && { repeated: row => void result.bad.add(row) }),
        unresolved: ref => result.unresolved.add(ref),
      })
      const valid = chunk.claims.filter(({ row }) => !result.bad.has(row))
      numberRepeats(valid)
      await checkWithdrawals(valid, existing, sameAs, report)
      replacements.push(...unresolvedReplacements(valid))
    }
    const all = () => validChunks(data, result.bad, { organisation, source, people })
    if (result.unresolved.size === 0) await checkReplacements(replacements, existing, all, report)
    return result
  }
  let result = await checkRows()
  if (result.unresolved.size > 0) {
    const stored = prefix.isNone ? undefined : (await existing.ids(bare(result.unresolved))).people
    const named = await resolveNames('Person', new Set(bare(result.unresolved)), peopleOf(data), existing)
    for (const ref of result.unresolved) {
      const id = prefix.strip(ref)
      const found = stored?.has(id) ? { id } : named.get(id)
      if (found) people.set(ref, found)
    }
    // Repeated claims and wrong orders show only when rows by name are grouped with rows by id.
    data.move(idsOf(people))
    result = await checkRows()
  }
  problems.absorb(result.problems)
  for (const row of result.bad) bad.add(row)
  const { Person: merged } = sameAs.merges
  if (merged.size > 0) {
    const ids = [...idsOf(people), ...[...merged.ids()].map(id => [id, id] as const)]
    data.move(new Map(ids.map(([ref, id]) => [ref, merged.rootOf(id)])))
  }

  const relations = await existing.partOfRelations()
  return {
    problems,
    organisations,
    partOf,
    sources,
    sameAs,
    hierarchy: TeamHierarchy.of(relations, partOf, typed(organisationValues), id =>
      sameAs.merges.Organisation.rootOf(id),
    ),
    dissolved: await dissolvedAmong(organisationValues, existing, id => sameAs.merges.Organisation.rootOf(id)),
    published,
    anyWithdrawn: existing.anyWithdrawn,
    wasEmpty: existing === NO_RECORDS,
    isKnown: id => found.organisations.has(id) || found.sources.has(id),
    chunks: () => validChunks(data, bad, { organisation, source, people }),
  }
}

/** Whether rows without a source get one that neither the files nor the database contain. */
function isUnknownSource(
  id: string,
  { prefix, sourceRefs }: Dataset,
  published: ReadonlyMap<string, unknown>,
): boolean {
  const refs = [id, prefix.add(id)]
  return refs.some(ref => sourceRefs.has(ref)) && !refs.some(ref => published.has(ref))
}

const unknownSource = (id: string, sources: Iterable<string>) =>
  `"${id}" is not a source in the files or in the database; add --source-title TEXT if it is a new one${didYouMean(id, sources)}`

const idsOf = (people: ReadonlyMap<string, Resolved>): Map<string, string> =>
  new Map([...people].flatMap(([ref, found]) => ('id' in found ? [[ref, found.id] as const] : [])))

/** The subset of these ids that are people in the files or the database. */
async function peopleAmong(data: Dataset, ids: string[], existing: ReadonlySet<string>): Promise<Set<string>> {
  const among = new Set(ids.filter(id => existing.has(id)))
  const wanted = new Set(ids)
  if (wanted.size > 0) for (const { id } of peopleOf(data)) if (wanted.has(id)) among.add(id)
  return among
}
