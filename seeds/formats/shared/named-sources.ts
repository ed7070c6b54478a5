import { identify } from '../../lib/id.ts'
import type { Place, RawRow } from '../../tables/raw-row.ts'

/** A source that a file identifies only by its address or name. */
export interface NamedSource {
  url?: string
  title?: string
  publisher?: string
  published?: string
  language?: string
  note?: string
}

/** Collects the sources that a file mentions. Each has a stable id and becomes one row at its first mention. */
export class SourcesMet {
  readonly #met = new Set<string>()
  readonly rows: RawRow[] = []

  /** The id of a source. Sources with the same address, or the same name if there is no address, are equal. */
  idOf(source: NamedSource, place: Place): string {
    const url = /^https?:\/\/\S+$/i.test(source.url ?? '') && URL.canParse(source.url ?? '') ? source.url : undefined
    const name = source.title ?? source.publisher ?? source.url ?? ''
    const id = identify('source', url ?? name)
    if (this.#met.has(id)) return id
    this.#met.add(id)
    const title = (source.title ?? (url && short(url)) ?? name).slice(0, 500)
    const { publisher, published, language, note } = source
    this.rows.push({ table: 'sources', place, fields: { id, title, url, publisher, published, language, note } })
    return id
  }

  /** One source that names several, if it is unknown which of them states which value. */
  jointly(sources: NamedSource[], place: Place): string | undefined {
    const [first, ...more] = sources
    if (!first) return undefined
    if (more.length === 0) return this.idOf(first, place)
    const names = sources.map(({ title, url = '' }) => title ?? short(url))
    const note = `One or more of: ${sources.map(({ url, title }) => url ?? title).join(' ; ')}`
    return this.idOf({ title: names.join(', '), publisher: first.publisher, note }, place)
  }

  /** The rows added since the last call. */
  take(): RawRow[] {
    return this.rows.splice(0)
  }
}

const short = (url: string) => url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
