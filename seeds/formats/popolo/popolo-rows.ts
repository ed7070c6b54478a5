import { isObject } from '../../files/json-lines.ts'
import { quote } from '../../lib/did-you-mean.ts'
import { TABLE_COLUMN } from '../../tables/header.ts'
import type { Place, RawRow, ReadContext } from '../../tables/raw-row.ts'
import type { SourcesMet } from '../shared/named-sources.ts'
import { isNoEnd } from '../shared/no-end.ts'
import { PostNames } from '../shared/post-titles.ts'
import { list, textOf } from './popolo-names.ts'

export interface Element {
  object: Record<string, unknown>
  place: Place
}
export type Popolo = Record<'persons' | 'organizations' | 'memberships' | 'posts' | 'events', Element[]>

/** The id of a nested object or a plain reference; the name if the object has no id. */
const refOf = (value: unknown): string | undefined =>
  isObject(value) ? (textOf(value.id) ?? textOf(value.name)) : textOf(value)

export const sourcesOf = (object: Record<string, unknown>, place: Place, sources: SourcesMet): string[] =>
  list(object.sources).flatMap(({ url, note }) => {
    const named = { url: textOf(url), title: textOf(note) }
    return named.url || named.title ? [sources.idOf(named, place)] : []
  })

/** Memberships, including those nested in people and organisations. */
const membershipsOf = (document: Popolo): Element[] => [
  ...document.memberships,
  ...document.persons.flatMap(inner('memberships', 'person_id')),
  ...document.organizations.flatMap(inner('memberships', 'organization_id')),
]

/**
 * People or organisations nested in memberships and posts whose id is not defined elsewhere in the document, without
 * duplicates.
 */
export function embedded(document: Popolo, key: 'person' | 'organization'): Element[] {
  const known = new Set(document[`${key}s`].map(({ object }) => textOf(object.id)))
  const around = membershipsOf(document).flatMap(({ object, place }) =>
    isObject(object.post)
      ? [
          { object, place },
          { object: object.post, place },
        ]
      : [{ object, place }],
  )
  return [...around, ...document.posts].flatMap(({ object: { [key]: object }, place }) => {
    const id = isObject(object) ? textOf(object.id) : undefined
    if (!isObject(object) || id === undefined || known.has(id)) return []
    known.add(id)
    return [{ object, place }]
  })
}

/** Maps ids of people that the document has merged into others (`redirect`) to their current id. */
export function redirectsOf({ persons }: Popolo): ReadonlyMap<string, string> {
  const next = new Map(persons.flatMap(({ object }) => pairOf(textOf(object.id), textOf(object.redirect))))
  const last = (id: string): string => {
    const seen = new Set<string>()
    for (let to = next.get(id); to !== undefined && !seen.has(to); to = next.get(to)) {
      seen.add(to)
      id = to
    }
    return id
  }
  return new Map([...next.keys()].map(id => [id, last(id)]))
}

const pairOf = (id: string | undefined, to: string | undefined): [string, string][] =>
  id !== undefined && to !== undefined ? [[id, to]] : []

/** The claims of all memberships, including nested ones. */
export function* membershipRows(
  document: Popolo,
  sources: SourcesMet,
  whole: string | undefined,
  { report, note }: Pick<ReadContext, 'report' | 'note'>,
): Generator<RawRow[]> {
  const posts = byId([...document.posts, ...document.organizations.flatMap(inner('posts', 'organization_id'))])
  const periods = byId(document.events)
  const organisations = byId(document.organizations)
  const redirects = redirectsOf(document)
  const names = new PostNames()
  const counts = { onBehalf: 0, ofOrganisations: 0 }
  for (const { object, place } of membershipsOf(document)) {
    // The membership it was merged into covers it.
    if (textOf(object.redirect)) continue
    const post = isObject(object.post) ? object.post : posts.get(textOf(object.post_id) ?? '')
    const named = textOf(object.person_id) ?? refOf(object.person)
    const person = redirects.get(named ?? '') ?? named
    const organisation =
      textOf(object.organization_id) ??
      refOf(object.organization) ??
      textOf(post?.organization_id) ??
      refOf(post?.organization)
    if (!person && (textOf(object.member_id) ?? refOf(object.member))) {
      counts.ofOrganisations++
      continue
    }
    const role = textOf(object.role) ?? textOf(object.label) ?? textOf(post?.role) ?? textOf(post?.label)
    const found = sourcesOf(object, place, sources)
    const [start, end] = [textOf(object.start_date), endOf(object)]
    // A person present at some time in a period may have held any post.
    const stint = start || end ? names.of([person, organisation], role, start, end) : undefined
    const party = textOf(object.on_behalf_of_id) ?? refOf(object.on_behalf_of)
    if (party !== undefined) counts.onBehalf++
    const partyName = textOf(organisations.get(party ?? '')?.name) ?? party
    const fields = {
      person,
      organisation: organisation ?? '',
      role,
      stint,
      locator: textOf(object.id) ?? locator(object),
      note: partyName && `on behalf of ${partyName}`,
    }
    const period = periods.get(textOf(object.legislative_period_id) ?? '')
    const rows = (found.length > 0 ? found : [whole]).flatMap(source =>
      events(object, period).map(event => ({
        table: 'claims' as const,
        place,
        fields: { ...fields, source, ...event, reason: event.event === 'left' ? textOf(object.end_reason) : undefined },
        names: NAMES[event.event],
        rows: 'memberships',
      })),
    )
    if (!organisation) {
      const name = textOf(object.id) ?? person ?? ''
      const message = `is missing in the membership of ${quote(name)}, and so is a post that would give it`
      const originals = rows.map(({ table, fields }) => ({ place, object: { [TABLE_COLUMN]: table, ...fields } }))
      report({ ...place, column: 'memberships organization_id', message }, originals)
    }
    yield organisation ? rows : []
  }
  const [file = ''] = [...document.memberships, ...document.persons].map(({ place }) => place.file)
  const { onBehalf, ofOrganisations } = counts
  if (onBehalf > 0)
    note(
      `${file}: ${onBehalf} ${onBehalf === 1 ? 'membership is' : 'memberships are'} on behalf of an organisation, such as a party; it is kept in the note of the claim and makes no separate tenure`,
    )
  if (ofOrganisations > 0)
    note(
      `${file}: ${ofOrganisations} ${ofOrganisations === 1 ? 'membership' : 'memberships'} of organisations in organisations ${ofOrganisations === 1 ? 'is' : 'are'} not read`,
    )
}

const COMMON = {
  person: 'memberships person_id',
  organisation: 'memberships organization_id',
  source: 'memberships sources',
  role: 'memberships role',
}
const NAMES = {
  joined: { ...COMMON, on: 'memberships start_date' },
  left: { ...COMMON, on: 'memberships end_date' },
  present: { ...COMMON, on: 'memberships legislative_period_id' },
}

/** Memberships that differ only in these are distinct, for example in two legislative periods. */
const locator = (object: Record<string, unknown>) =>
  ['legislative_period_id', 'post_id', 'area_id', 'on_behalf_of_id']
    .flatMap(key => textOf(object[key]) ?? [])
    .join(' ') || undefined

interface Event {
  event: 'joined' | 'left' | 'present'
  on: string | undefined
}

/** Without start and end, the membership fell at some time within its legislative period, if it has one. */
function events(membership: Record<string, unknown>, period: Record<string, unknown> | undefined): Event[] {
  const [start, end] = [textOf(membership.start_date), endOf(membership)]
  const events: Event[] = []
  if (start) events.push({ event: 'joined', on: start })
  if (end) events.push({ event: 'left', on: end })
  if (events.length > 0) return events
  const [from, to] = [textOf(period?.start_date), period && endOf(period)]
  return [{ event: 'present', on: from || to ? (from === to ? from : `${from ?? '..'}/${to ?? '..'}`) : undefined }]
}

const endOf = ({ end_date }: Record<string, unknown>): string | undefined => {
  const end = textOf(end_date)
  return isNoEnd(end) ? undefined : end
}

const byId = (elements: Element[]) => new Map(elements.map(({ object }) => [textOf(object.id) ?? '', object]))

const inner =
  (collection: 'memberships' | 'posts', owner: string) =>
  ({ object, place }: Element): Element[] =>
    list(object[collection]).map(one => ({ object: { [owner]: object.id, ...one }, place }))
