import { isObject } from '../../files/json-lines.ts'
import type { Place } from '../../tables/raw-row.ts'
import { type ReadTime, readTime } from '../shared/wikibase-date.ts'

/** One value of a statement, qualifier or reference. Instead of a value, it may say that nothing applies (`novalue`) or that the value is unknown (`somevalue`). */
export type Snak = { type: 'novalue' | 'somevalue' } | { type: 'value'; value: unknown }

export type Snaks = Readonly<Record<string, readonly Snak[]>>

export interface Statement {
  id: string
  property: string
  rank: string
  main: Snak
  qualifiers: Snaks
  references: readonly Snaks[]
}

/** What is kept of an item. */
export interface Item {
  id: string
  /** The id under which the file has it, if it was merged into `id`. */
  formerId?: string
  place: Place
  name?: string
  aliases: string[]
  description?: string
  statements: ReadonlyMap<string, readonly Statement[]>
}

/** The properties whose statements are kept. */
const KEPT = ['P31', 'P39', 'P108', 'P102', 'P463', 'P570', 'P576', 'P749', 'P361', 'P2389', 'P1001', 'P17']

/** The language of the name: the first of these that the item has a label in, otherwise any. */
const LANGUAGES = ['en', 'mul', 'zh', 'zh-hans', 'zh-cn', 'zh-hant', 'zh-tw', 'zh-hk']

/** Parses an entity. Returns the reason if the JSON is not an entity, and undefined for a deleted entity or one that is not an item. */
export function toItem(object: Record<string, unknown>, key: string, place: Place): Item | string | undefined {
  const { id = key, type = 'item' } = object
  if (typeof id !== 'string' || !/^[A-Z]\d+$/.test(id))
    return 'has no "id" such as Q42; it is not an entity of Wikidata'
  if (Object.hasOwn(object, 'missing') || type !== 'item') return undefined
  const labels = terms(object.labels)
  const also = terms(object.aliases)
  const names = new Set([...inOrder(labels), ...inOrder(also)])
  const [name] = inOrder(labels)
  if (name !== undefined) names.delete(name)
  const statements = new Map(
    KEPT.flatMap(property => {
      const list = isObject(object.claims) ? object.claims[property] : undefined
      return Array.isArray(list) ? [[property, list.filter(isObject).flatMap(toStatement)] as const] : []
    }),
  )
  const description = inOrder(terms(object.descriptions), false)[0]
  return {
    id,
    ...(key !== id && key !== '' && { formerId: key }),
    place,
    name,
    aliases: [...names],
    description,
    statements,
  }
}

/** Texts by language. */
function terms(value: unknown): Map<string, string[]> {
  if (!isObject(value)) return new Map()
  const texts = (term: unknown) =>
    [term].flat().flatMap(one => (isObject(one) && typeof one.value === 'string' ? [one.value.trim()] : []))
  return new Map(Object.entries(value).map(([language, term]) => [language, texts(term).filter(isName)]))
}

/** Longer text is no name. */
const isName = (text: string) => text !== '' && text.length <= 500

const inOrder = (texts: Map<string, string[]>, any = true): string[] => [
  ...LANGUAGES.flatMap(language => texts.get(language) ?? []),
  ...(any ? [...texts].flatMap(([language, some]) => (LANGUAGES.includes(language) ? [] : some)) : []),
]

function toStatement(object: Record<string, unknown>): Statement[] {
  const { mainsnak, id, rank, qualifiers, references } = object
  const main = toSnak(mainsnak)
  if (!main || !isObject(mainsnak)) return []
  const named = Array.isArray(references) ? references.filter(isObject) : []
  return [
    {
      id: typeof id === 'string' ? id : '',
      property: String(mainsnak.property),
      rank: typeof rank === 'string' ? rank : 'normal',
      main,
      qualifiers: toSnaks(qualifiers),
      references: named.map(({ snaks }) => toSnaks(snaks)),
    },
  ]
}

function toSnaks(value: unknown): Snaks {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).map(([property, list]) => [property, [list].flat().flatMap(snak => toSnak(snak) ?? [])]),
  )
}

function toSnak(value: unknown): Snak | undefined {
  if (!isObject(value)) return undefined
  const { snaktype, datavalue } = value
  if (snaktype === 'novalue' || snaktype === 'somevalue') return { type: snaktype }
  return isObject(datavalue) ? { type: 'value', value: datavalue.value } : undefined
}

/** The items that values name. */
export const itemsOf = (snaks: readonly Snak[] = []): string[] =>
  snaks.flatMap(snak => {
    const value = snak.type === 'value' ? snak.value : undefined
    if (!isObject(value)) return []
    if (typeof value.id === 'string') return /^Q\d+$/.test(value.id) ? [value.id] : []
    // Files of before 2016 have only the number.
    return typeof value['numeric-id'] === 'number' && value['entity-type'] === 'item' ? [`Q${value['numeric-id']}`] : []
  })

/** The texts of values, also of texts in one language. */
export const textsOf = (snaks: readonly Snak[] = []): string[] =>
  snaks.flatMap(snak => {
    const value = snak.type === 'value' ? snak.value : undefined
    const text = isObject(value) ? value.text : value
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : []
  })

/** The times of values, each with the text in the file. */
export const timesOf = (snaks: readonly Snak[] = []): { written: string; read: ReadTime }[] =>
  snaks.flatMap(snak => {
    const value = snak.type === 'value' && isObject(snak.value) ? snak.value : undefined
    if (typeof value?.time !== 'string') return []
    const { time, precision, calendarmodel } = value
    const model = typeof calendarmodel === 'string' ? calendarmodel : undefined
    const read = readTime({ time, precision: Number(precision), calendarmodel: model })
    return [{ written: time, read }]
  })
