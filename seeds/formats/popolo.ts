import { FileError } from '../files/input.ts'
import { jsonElements } from '../files/json-elements.ts'
import { isObject, parseObject } from '../files/json-lines.ts'
import type { Place, RawRow } from '../tables/raw-row.ts'
import { namesOf, textOf } from './popolo/popolo-names.ts'
import { type Element, embedded, membershipRows, type Popolo, redirectsOf, sourcesOf } from './popolo/popolo-rows.ts'
import type { Format } from './shared/format.ts'
import { SourcesMet } from './shared/named-sources.ts'
import { endDate } from './shared/no-end.ts'
import { classify } from './shared/organisation-types.ts'

/** Popolo (popoloproject.com), as EveryPolitician uses it. */
const popolo: Format = {
  name: 'popolo',
  about: 'a Popolo document: persons, organizations, memberships, posts',
  extensions: ['json'],
  repeatsEntities: true,
  recognises: ({ head }) => /"(persons|organizations|memberships)"\s*:\s*\[/.test(head) || /"posts"\s*:/.test(head),
  async *read(input, { report, note }) {
    const { file } = input
    const document: Popolo = { persons: [], organizations: [], memberships: [], posts: [], events: [] }
    const everything: { url?: string; title?: string }[] = []
    const read = Object.keys(document) as (keyof Popolo)[]
    const unread = new Set<string>()
    let any = false
    for (const { path, text, ...at } of jsonElements(await input.text())) {
      const place = { file, ...at }
      const collection = read.find(key => key === path)
      if (collection) {
        any = true
        const object = parseObject(text)
        if (typeof object === 'string')
          report({ ...place, column: path, message: object }, [{ place, object: { text } }])
        else document[collection].push({ object, place })
      } else if (path === 'sources' || path === 'meta.sources') everything.push(...wholeSource(text))
      else unread.add(path)
    }
    if (!any) throw new FileError('has no persons, organizations or memberships; it is not a Popolo document')
    if (unread.size > 0) note(`${file}: not read: ${[...unread].slice(0, 10).join(', ')}`)
    const sources = new SourcesMet()
    const start: Place = { file, line: 1 }
    const whole = sources.jointly(everything, start)
    const merged = mergedIds(redirectsOf(document))
    for (const element of document.persons)
      if (!textOf(element.object.redirect)) yield personRow(element, 'persons', merged)
    for (const element of embedded(document, 'person')) yield personRow(element, 'memberships person', merged)
    for (const [elements, where] of [
      [document.organizations, 'organizations'],
      [embedded(document, 'organization'), 'memberships organization'],
    ] as const)
      for (const element of elements) {
        const row = organisationRow(element, where, sources, whole)
        yield* sources.take()
        yield row
      }
    for (const rows of membershipRows(document, sources, whole, { report, note })) {
      yield* sources.take()
      yield* rows
    }
  },
}
export default popolo

/** A source of the whole document: an address, or an object with an address. */
function wholeSource(text: string): { url?: string; title?: string }[] {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string') return [{ url: value }]
    return isObject(value) ? [{ url: textOf(value.url), title: textOf(value.note) }] : []
  } catch {
    return []
  }
}

/** Merged ids by the id of the remaining person. */
type MergedIds = ReadonlyMap<string, string[]>

function mergedIds(redirects: ReadonlyMap<string, string>): MergedIds {
  const merged = new Map<string, string[]>()
  for (const [from, to] of redirects) merged.set(to, [...(merged.get(to) ?? []), from])
  return merged
}

/** `where` names the object in faults. Merged ids become aliases, so that the person remains searchable by them. */
function personRow({ object, place }: Element, where: string, merged: MergedIds): RawRow {
  const { name, aliases } = namesOf(object)
  const fields = {
    id: object.id,
    name,
    aliases: [...aliases, ...(merged.get(textOf(object.id) ?? '') ?? [])],
    died: endDate([textOf(object.death_date)]),
    note: textOf(object.summary),
  }
  const names = {
    id: `${where} id`,
    name: `${where} name`,
    aliases: `${where} other_names`,
    died: `${where} death_date`,
    note: `${where} summary`,
  }
  return { table: 'people', place, fields, names }
}

function organisationRow(
  { object, place }: Element,
  where: string,
  sources: SourcesMet,
  whole: string | undefined,
): RawRow {
  const part_of = textOf(object.parent_id)
  const part_of_source = part_of === undefined ? undefined : (sourcesOf(object, place, sources)[0] ?? whole)
  const type = classify(textOf(object.classification))
  const fields = {
    id: object.id,
    ...namesOf(object),
    type,
    dissolved: endDate([textOf(object.dissolution_date)]),
    part_of,
    part_of_source,
  }
  const names = { part_of: `${where} parent_id`, part_of_source: `${where} sources` }
  return { table: 'organisations', place, fields, names: { id: `${where} id`, name: `${where} name`, ...names } }
}
