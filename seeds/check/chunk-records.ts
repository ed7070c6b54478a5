import { numberRepeats } from '../claims/claim-row.ts'
import type { Chunk, Dataset } from '../staging/dataset.ts'
import type { Values } from '../statements/combine.ts'
import type { ExistingIds, ExistingRecords } from '../store/existing-records.ts'
import type { Resolved } from './resolve-names.ts'

/**
 * Chunk sizes. A small input is split into about six chunks, so that some can be written while others are computed. The
 * upper limit keeps a transaction short: longer ones outlive young-generation garbage collection in Neo4j, which then
 * copies them repeatedly.
 */
const ROWS_PER_CHUNK = { least: 500, most: 2_000 }
const chunkSize = ({ people, claims }: Dataset) =>
  Math.max(ROWS_PER_CHUNK.least, Math.min(ROWS_PER_CHUNK.most, Math.ceil((people + claims) / 6)))

interface ChunkWithRecords {
  chunk: Chunk
  found: ExistingIds
  /** Existing values of the people described in the chunk. */
  described: ReadonlyMap<string, Values>
}

/** Yields each chunk with the existing records for its ids. They are prefetched while the previous chunk is checked. */
export async function* chunksWithRecords(data: Dataset, existing: ExistingRecords): AsyncGenerator<ChunkWithRecords> {
  const ask = async (chunk: Chunk): Promise<ChunkWithRecords> => {
    const ids = new Set(chunk.people.map(({ id }) => id))
    for (const { person } of chunk.claims) ids.add(person)
    const found = await existing.ids(ids)
    const stored = [...new Set(chunk.people.map(({ id }) => id))].filter(id => found.people.has(id))
    return { chunk, found, described: stored.length > 0 ? await existing.described('person', stored) : new Map() }
  }
  let last: Promise<ChunkWithRecords> | undefined
  for (const chunk of data.chunks(chunkSize(data))) {
    const asked = ask(chunk)
    // A failure surfaces when the chunk is awaited. Until then it must not count as unhandled.
    asked.catch(() => {})
    if (last) yield await last
    last = asked
  }
  if (last) yield await last
}

/** Resolves the references in rows. */
interface References {
  organisation(ref: string): Resolved
  source(ref: string): Resolved
  people: ReadonlyMap<string, Resolved>
}

/** The rows that are not in `bad`, with references resolved to ids. */
export function* validChunks(
  data: Dataset,
  bad: ReadonlySet<number>,
  { organisation, source, people }: References,
): Generator<Chunk> {
  const idOf = (found: Resolved | undefined, ref: string) => (found && 'id' in found ? found.id : ref)
  for (const chunk of data.chunks(chunkSize(data))) {
    const claims = chunk.claims.filter(({ row }) => !bad.has(row))
    for (const claim of claims) {
      claim.person = idOf(people.get(claim.person), claim.person)
      claim.organisation = idOf(organisation(claim.organisation), claim.organisation)
      claim.source = idOf(source(claim.source), claim.source)
      if (claim.origin !== null) claim.origin = idOf(organisation(claim.origin), claim.origin)
    }
    numberRepeats(claims)
    const described = chunk.people.filter(({ row }) => !bad.has(row))
    for (const person of described)
      if (person.source !== null) person.source = idOf(source(person.source), person.source)
    yield { ...chunk, people: described, claims }
  }
}
