import { jsonElements } from '../../files/json-elements.ts'
import { isObject, parseObject } from '../../files/json-lines.ts'
import type { Place, ReadContext } from '../../tables/raw-row.ts'
import type { Snak, Snaks, Statement } from './wikidata-entity.ts'
import type { Items } from './wikidata-items.ts'

/**
 * Results in SPARQL 1.1 Query Results JSON, with the variables of the query in docs/formats.md: rows of one statement, which differ in
 * their references.
 */

const NEEDED = ['person', 'statement', 'property', 'value']

export function isResult(head: string): boolean {
  const [, vars = ''] = /^\s*\{\s*"head"\s*:\s*\{[^}]*"vars"\s*:\s*\[([^\]]*)\]/.exec(head) ?? []
  return NEEDED.every(name => vars.includes(`"${name}"`))
}

type Binding = Readonly<Record<string, unknown>>

interface Gathered {
  place: Place
  person: string
  property: string
  rank: string
  main: Snak
  qualifiers: Map<string, Snak[]>
  references: Map<string, Snaks>
}

/** Adds the people and all items with a label to `items`. */
export function readResult(text: string, items: Items, file: string, { report }: ReadContext): void {
  const labels = new Map<string, { name: string; place: Place }>()
  const statements = new Map<string, Gathered>()
  for (const { path, text: row, ...at } of jsonElements(text)) {
    if (path !== 'results.bindings') continue
    const place = { file, ...at }
    const binding = parseObject(row)
    if (typeof binding === 'string') {
      report({ ...place, message: binding }, [{ place, object: { text: row } }])
      continue
    }
    for (const name of ['person', 'value', 'statedIn', 'publisher', 'replaces', 'replacedBy']) {
      const [id, label] = [itemOf(binding, name), textIn(binding, `${name}Label`)]
      if (id !== undefined && label !== undefined && label !== id && !labels.has(id))
        labels.set(id, { name: label, place })
    }
    gather(binding, place, statements)
  }
  const byPerson = new Map<string, Map<string, Statement[]>>()
  for (const [id, { person, property, rank, main, qualifiers, references, place }] of statements) {
    if (!labels.has(person)) labels.set(person, { name: person, place })
    const own = byPerson.get(person) ?? new Map<string, Statement[]>()
    byPerson.set(person, own)
    const made = {
      id,
      property,
      rank,
      main,
      qualifiers: Object.fromEntries(qualifiers),
      references: [...references.values()],
    }
    own.set(property, [...(own.get(property) ?? []), made])
  }
  for (const [id, { name, place }] of labels) {
    const about = byPerson.get(id)
    const human: Statement = { ...HUMAN, id: `${id} P31` }
    items.add({ id, place, name, aliases: [], statements: new Map(about ? [['P31', [human]], ...about] : []) })
  }
}

const itemSnak = (id: string): Snak => ({ type: 'value', value: { id } })
const HUMAN = { property: 'P31', rank: 'normal', main: itemSnak('Q5'), qualifiers: {}, references: [] }

function gather(binding: Binding, place: Place, statements: Map<string, Gathered>): void {
  const person = itemOf(binding, 'person')
  const id = tailOf(binding, 'statement')?.replace('-', '$')
  const property = tailOf(binding, 'property')
  if (person === undefined || id === undefined || property === undefined) return
  const found: Gathered = statements.get(id) ?? {
    ...{ place, person, property, main: snakOf(binding, 'value') ?? { type: 'somevalue' as const } },
    rank: /deprecated/i.test(tailOf(binding, 'rank') ?? '') ? 'deprecated' : 'normal',
    ...{ qualifiers: new Map(), references: new Map() },
  }
  statements.set(id, found)
  const put = (qualifier: string, snak: Snak | undefined) => {
    const all = found.qualifiers.get(qualifier) ?? []
    if (snak && !all.some(one => JSON.stringify(one) === JSON.stringify(snak)))
      found.qualifiers.set(qualifier, [...all, snak])
  }
  put('P580', timeOf(binding, 'start'))
  put('P582', timeOf(binding, 'end'))
  put('P1365', snakOf(binding, 'replaces'))
  put('P1366', snakOf(binding, 'replacedBy'))
  if (textIn(binding, 'noEnd') === 'true') put('P582', { type: 'novalue' })
  const reference = Object.entries({
    P854: snakOf(binding, 'url'),
    P248: snakOf(binding, 'statedIn'),
    P123: snakOf(binding, 'publisher'),
    P1476: snakOf(binding, 'title'),
    P577: timeOf(binding, 'published'),
    P813: timeOf(binding, 'retrieved'),
  }).flatMap(([name, snak]) => (snak ? [[name, [snak]] as const] : []))
  if (reference.length > 0) found.references.set(JSON.stringify(reference), Object.fromEntries(reference))
}

const termOf = (binding: Binding, name: string): Record<string, unknown> | undefined =>
  isObject(binding[name]) ? binding[name] : undefined

function textIn(binding: Binding, name: string): string | undefined {
  const value = termOf(binding, name)?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What follows the last `/` or `#`. */
const tailOf = (binding: Binding, name: string) => textIn(binding, name)?.replace(/^.*[/#]/, '')

function itemOf(binding: Binding, name: string): string | undefined {
  const tail = tailOf(binding, name)
  return tail !== undefined && /^Q\d+$/.test(tail) ? tail : undefined
}

const isUnknown = (binding: Binding, name: string) =>
  termOf(binding, name)?.type === 'bnode' || /\/\.well-known\/genid\//.test(textIn(binding, name) ?? '')

function snakOf(binding: Binding, name: string): Snak | undefined {
  if (isUnknown(binding, name)) return { type: 'somevalue' }
  const [id, text] = [itemOf(binding, name), textIn(binding, name)]
  if (id !== undefined && termOf(binding, name)?.type === 'uri') return itemSnak(id)
  return text === undefined ? undefined : { type: 'value', value: text }
}

/** The query service gives days in the Gregorian calendar, and longer times in the calendar of the statement. */
function timeOf(binding: Binding, name: string): Snak | undefined {
  if (isUnknown(binding, name)) return { type: 'somevalue' }
  const time = textIn(binding, name)
  if (time === undefined) return undefined
  const precision = Number(textIn(binding, `${name}Precision`) ?? coarsest(time))
  const calendar = textIn(binding, `${name}Calendar`)
  return {
    type: 'value',
    value: { time, precision, ...(precision < 11 && calendar !== undefined && { calendarmodel: calendar }) },
  }
}

/** Without a precision, 1 January is read as a year and the first of a month as that month, because no more is certain. */
const coarsest = (time: string) => (/-01-01T/.test(time) ? 9 : /-01T/.test(time) ? 10 : 11)
