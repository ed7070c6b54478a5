import type { Organisation } from '../../../cypher/model.ts'
import type { Place, RawRow, ReadContext } from '../../tables/raw-row.ts'
import { endDate } from '../shared/no-end.ts'
import { classify, typeOfPost } from '../shared/organisation-types.ts'
import { nameWithCountries } from '../shared/post-titles.ts'
import { type Item, itemsOf, type Snak, type Statement, timesOf } from './wikidata-entity.ts'
import { addressOf, type References } from './wikidata-references.ts'

const HUMAN = 'Q5'

/** Types of organisations by the item that they are an instance of. */
const TYPES: Readonly<Record<string, Organisation['type']>> = {
  Q783794: 'company',
  Q4830453: 'company',
  Q6881511: 'company',
  Q891723: 'company',
  Q3918: 'university',
  Q875538: 'university',
  Q15936437: 'university',
  Q2085381: 'publisher',
  Q163740: 'nonprofit',
  Q708676: 'nonprofit',
  Q157031: 'nonprofit',
  Q327333: 'government',
  Q192350: 'government',
  Q11204: 'government',
  Q35749: 'government',
}

/** The items of a file by id. */
export class Items {
  readonly #items = new Map<string, Item>()
  readonly #former = new Map<string, string>()
  /** The items that were named but are not in the file. */
  readonly unnamed = new Set<string>()

  add(item: Item): void {
    this.#items.set(item.id, item)
    if (item.formerId !== undefined) this.#former.set(item.formerId, item.id)
  }

  idOf = (id: string): string => (this.#items.has(id) ? id : (this.#former.get(id) ?? id))
  get = (id: string): Item | undefined => this.#items.get(this.idOf(id))
  values = (): Iterable<Item> => this.#items.values()

  /** The name of an item, or its id if the file has no label of it. */
  nameOf(id: string): string {
    const name = this.get(id)?.name
    if (name === undefined) this.unnamed.add(id)
    return name ?? id
  }

  /** The items that statements of a property name, by an id of this file. Deprecated statements name nothing. */
  named(item: Item | undefined, ...properties: string[]): string[] {
    const found = properties.flatMap(property => valuesOf(item, property))
    return [...new Set(itemsOf(found).map(this.idOf))]
  }

  /** A person is an instance of human. An item without a class is one if it holds an office, has an employer or is in a party. */
  isPerson(item: Item): boolean {
    const classes = this.named(item, 'P31')
    if (classes.length > 0) return classes.includes(HUMAN)
    return ['P39', 'P108', 'P102'].some(property => item.statements.has(property))
  }
}

const valuesOf = (item: Item | undefined, property: string): Snak[] =>
  active(item?.statements.get(property)).map(({ main }) => main)

export const active = (statements: readonly Statement[] = []): Statement[] =>
  statements.filter(({ rank }) => rank !== 'deprecated')

const dateOf = (item: Item, property: string): string | undefined =>
  endDate(timesOf(valuesOf(item, property)).map(({ read }) => ('date' in read ? read.date : undefined)))

export function personRow(item: Item, references: References): RawRow {
  const { id, place, aliases, description } = item
  const fields = {
    id,
    name: item.name ?? id,
    aliases: withFormer(item, aliases),
    died: dateOf(item, 'P570'),
    note: description,
  }
  return {
    table: 'people',
    place,
    fields: { ...fields, source: references.ofItem(id, item.name, place) },
    names: { name: 'labels', aliases: 'aliases', died: 'P570', note: 'descriptions' },
  }
}

const withFormer = ({ formerId }: Item, names: string[]) => (formerId === undefined ? names : [...names, formerId])

/** An organisation, or a position that stands for one, with a row for each whole that it is part of. */
export function organisationRows(
  id: string,
  { items, references, place, isPosition }: { items: Items; references: References; place: Place; isPosition: boolean },
): RawRow[] {
  const item = items.get(id)
  if (!item) {
    const fields = { id, name: items.nameOf(id), type: 'other' }
    return [{ table: 'organisations', place, fields, isReference: true }]
  }
  const source = references.ofItem(id, item.name, item.place)
  const name = items.nameOf(item.id)
  const countries = isPosition
    ? items.named(item, 'P1001', 'P17').flatMap(country => items.get(country)?.name ?? [])
    : []
  const full = nameWithCountries(name, countries)
  const aliases = withFormer(item, full === name ? item.aliases : [name, ...item.aliases])
  const type = isPosition ? typeOfPost(name) : typeOf(item, items)
  const made: RawRow = {
    table: 'organisations',
    place: item.place,
    fields: { id: item.id, name: full, aliases, type, dissolved: dateOf(item, 'P576'), note: item.description, source },
    names: { name: 'labels', aliases: 'aliases', dissolved: 'P576', note: 'descriptions', part_of: 'P749' },
  }
  const parts = isPosition ? [] : items.named(item, 'P749', 'P361').filter(whole => whole !== item.id)
  const whole = (part_of: string): RawRow => ({
    ...made,
    fields: { ...made.fields, part_of, part_of_source: source, part_of_locator: 'P749, P361' },
  })
  return parts.length > 0 ? parts.map(whole) : [made]
}

function typeOf(item: Item, items: Items): Organisation['type'] {
  const classes = items.named(item, 'P31')
  const known = classes.map(one => TYPES[one]).find(type => type !== undefined)
  // A committee or department is a team only if it is known what it is part of.
  const byName = classes.map(one => classify(items.get(one)?.name)).find(type => type !== 'other' && type !== 'team')
  return known ?? byName ?? 'other'
}

/** Where to get the items that the file names but does not have. */
export function noteUnnamed({ unnamed }: Items, file: string, { note }: Pick<ReadContext, 'note'>): void {
  if (unnamed.size === 0) return
  const [some, more] = [[...unnamed].slice(0, 50), unnamed.size > 50 ? ' (the first 50)' : '']
  note(
    `${file}: the file does not have ${unnamed.size} of the items that it names, so their ids stand for their names; ${addressOf(some)} has them${more}`,
  )
}
