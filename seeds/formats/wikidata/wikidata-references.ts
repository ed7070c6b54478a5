import type { Place, RawRow } from '../../tables/raw-row.ts'
import { type NamedSource, SourcesMet } from '../shared/named-sources.ts'
import { itemsOf, type Snaks, textsOf, timesOf } from './wikidata-entity.ts'

const SITE = 'https://www.wikidata.org'

/** The address of the JSON of some items. */
export const addressOf = (ids: readonly string[]): string =>
  `${SITE}/w/api.php?action=wbgetentities&format=json&ids=${ids.join('|')}`

export interface Cited {
  source: string
  /** The place in the source, if the reference names it. */
  pages?: string
}

/** The sources that a file cites. */
export class References {
  readonly #met = new SourcesMet()

  constructor(private readonly nameOf: (id: string) => string) {}

  /** The source of an item itself: its page. */
  ofItem(id: string, name: string | undefined, place: Place): string {
    const title = name === undefined || name === id ? `Wikidata: ${id}` : `Wikidata: ${name} (${id})`
    return this.#met.idOf({ url: `${SITE}/wiki/${id}`, title, publisher: 'Wikidata' }, place)
  }

  /** The sources of a statement by its references; none if no reference names a source. */
  of(references: readonly Snaks[], place: Place): Cited[] {
    const all = references.flatMap(snaks => {
      const sources = this.#sourcesOf(snaks)
      const source = this.#met.jointly(sources, place)
      const pages = [...textsOf(snaks.P304), ...textsOf(snaks.P958)].join(', ')
      return source === undefined ? [] : [{ source, ...(pages !== '' && { pages }) }]
    })
    const distinct = new Map(all.map(cited => [JSON.stringify(cited), cited]))
    return [...distinct.values()]
  }

  /** One source for all references of a statement, if it is unknown which of them gives which date. */
  jointly(references: readonly Snaks[], place: Place): Cited[] {
    const source = this.#met.jointly(
      references.flatMap(snaks => this.#sourcesOf(snaks)),
      place,
    )
    return source === undefined ? [] : [{ source }]
  }

  take(): RawRow[] {
    return this.#met.take()
  }

  #sourcesOf(snaks: Snaks): NamedSource[] {
    const works = itemsOf(snaks.P248)
    const [title] = textsOf(snaks.P1476)
    const [publisher] = [...itemsOf(snaks.P123), ...(title === undefined ? [] : works)]
    const [published] = timesOf(snaks.P577).flatMap(({ read }) => ('date' in read ? [read.date] : []))
    const [retrieved] = timesOf(snaks.P813).flatMap(({ read }) => ('date' in read ? [read.date] : []))
    const common = {
      ...(publisher !== undefined && { publisher: this.nameOf(publisher) }),
      ...(published !== undefined && { published }),
      ...(retrieved !== undefined && { note: `retrieved ${retrieved}` }),
    }
    const urls = [...textsOf(snaks.P854), ...textsOf(snaks.P4656)]
    const [work] = works
    const named = title ?? (work && this.nameOf(work))
    if (urls.length > 0) return urls.map(url => ({ ...common, url, ...(named !== undefined && { title: named }) }))
    if (work !== undefined) return [{ ...common, url: `${SITE}/wiki/${work}`, title: named }]
    if (title !== undefined) return [{ ...common, title }]
    return itemsOf(snaks.P143).map(project => ({
      ...common,
      url: `${SITE}/wiki/${project}`,
      title: `${this.nameOf(project)} (a Wikimedia project)`,
    }))
  }
}
