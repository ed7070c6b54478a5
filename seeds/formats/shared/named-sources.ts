import { identify } from '../../lib/id.ts'
import type { Place, RawRow } from '../../tables/raw-row.ts'

/** A source that a file names by its address or its name only. */
export interface NamedSource {
  url?: string
  title?: string
  publisher?: string
  published?: string
  note?: string
}

/** Sources met on the way: each has a stable id and becomes one row, at its first mention. */
export class SourcesMet {
  readonly #met = new Set<string>()
  readonly rows: RawRow[] = []

  /** The id of the source; the same address, or else name, is the same source. */
  idOf(source: NamedSource, place: Place): string {
    const url = /^https?:\/\/\S+$/i.test(source.url ?? '') ? source.url : undefined
    const name = source.title ?? source.publisher ?? source.url ?? ''
    const id = identify('source', url ?? name)
    if (this.#met.has(id)) return id
    this.#met.add(id)
    const title = (source.title ?? (url && short(url)) ?? name).slice(0, 500)
    const { publisher, published, note } = source
    this.rows.push({ table: 'sources', place, fields: { id, title, url, publisher, published, note } })
    return id
  }

  /** Several sources of which it cannot be told which one says what: one that names them all. */
  jointly(sources: NamedSource[], place: Place): string | undefined {
    const [first, ...more] = sources
    if (!first) return undefined
    if (more.length === 0) return this.idOf(first, place)
    const names = sources.map(({ title, url = '' }) => title ?? short(url))
    const note = `One or more of: ${sources.map(({ url, title }) => url ?? title).join(' ; ')}`
    return this.idOf({ title: names.join(', '), publisher: first.publisher, note }, place)
  }

  /** The rows that are new since it was last asked. */
  take(): RawRow[] {
    return this.rows.splice(0)
  }
}

const short = (url: string) => url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
