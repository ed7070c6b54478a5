import { stringify } from 'yaml'
import { FileFault, type Input } from '../input/input.ts'
import { isObject } from '../input/lines.ts'
import { flatten } from './flatten.ts'
import { type Guesses, guessColumns, guessDates, guessEvent, guessManner } from './guess.ts'
import { openRecords, type RawRecord } from './records.ts'
import { slug } from './template.ts'

const SAMPLE = 500
const NOTHING = { separator: ';', empty: new Set<string>() }

/**
 * A mapping for a file, guessed from its header and its first rows, with remarks for who is to finish it.
 * @throws {FileFault} if the file has no rows to look at
 */
export async function proposeMapping(input: Input): Promise<string> {
  const raw: RawRecord[] = []
  const records = await openRecords(input, {}, { report: () => {}, note: () => {} })
  for await (const record of records.rows) {
    raw.push(record)
    if (raw.length >= SAMPLE) break
  }
  const each = listWithin(raw)
  const sample = raw.flatMap(record => flatten(record, { ...NOTHING, each }))
  if (sample.length === 0) throw new FileFault('has no rows to propose a mapping from')
  const found = records.header?.columns ?? sample.flatMap(({ columns }) => [...columns.keys()])
  const columns = [...new Set(found)].filter(column => !column.startsWith('@') && column !== '')
  const usable = columns.filter(column => !/[{}|]/.test(column))
  if (usable.length === 0) throw new FileFault('has no column that a mapping can name: none may have {, } or |')
  return propose({ input, columns: usable, guesses: guessColumns(usable, each && `${each}.`), each }, column =>
    sample.map(record => record.text(column)),
  )
}

/** The column that is a list of objects in more rows than any other. */
function listWithin(records: RawRecord[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { object } of records)
    for (const [column, value] of Object.entries(object))
      if (Array.isArray(value) && value.some(isObject)) counts.set(column, (counts.get(column) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

interface Known {
  input: Input
  columns: string[]
  guesses: Guesses
  each: string | undefined
}

type Samples = (column: string) => string[]

function propose({ input, columns, guesses, each }: Known, samples: Samples): string {
  const { start, end, date, announced, manner, event } = guesses
  const name = nameOf(guesses) ?? of(columns[0] ?? '')
  const dates = guessDates([start, end, date, announced].flatMap(column => (column ? samples(column) : [])))
  const values: Record<string, Record<string, string>> = {}
  if (manner) values.manner = table(samples(manner), guessManner)
  if (event) values.event = table(samples(event), guessEvent)
  const body = {
    ...(each ? { rows: { each } } : {}),
    ...(dates.patterns.length > 0 ? { dates: dates.patterns } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    sources: [source(guesses, input.name)],
    people: [person(guesses, name)],
    organisations: organisations(guesses),
    claims: claims(guesses, name, input.name),
  }
  const remarks = [...todo(guesses, name, dates)]
  if (end && samples(end).some(isToCome))
    remarks.push(
      `"${end}" has days to come, and who has yet to leave has not left: give the leaving when: {${end}: {before: …}}`,
    )
  return [
    `# A mapping proposed for ${oneLine(input.name)}. Look it through, then:`,
    `#   npm run load -- --map mapping.yaml ${oneLine(input.name)}`,
    '# How a mapping is written: docs/mapping.md',
    '#',
    '# The columns, and what the first rows hold:',
    ...columns.slice(0, 60).map(column => `#   ${oneLine(column)}: ${shown(samples(column))}`),
    ...(remarks.length > 0 ? ['#', '# To do:', ...remarks.map(remark => `#   - ${oneLine(remark)}`)] : []),
    '',
    stringify(body, { lineWidth: 0, singleQuote: true }),
  ].join('\n')
}

/** A year after this one is enough to tell. */
const isToCome = (text: string) => Number(/\d{4}/.exec(text)?.[0]) > new Date().getUTCFullYear()

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300)
const shown = (texts: string[]) =>
  [...new Set(texts)]
    .filter(text => text !== '')
    .slice(0, 3)
    .map(text => oneLine(text).slice(0, 40))
    .join(' | ')

const table = (texts: string[], guess: (text: string) => string) =>
  Object.fromEntries(
    [...new Set(texts)]
      .filter(text => text !== '')
      .slice(0, 40)
      .map(text => [text, guess(text)]),
  )

const of = (column: string, filter = '') => `{${column}${filter}}`

function source({ source, sourceUrl }: Guesses, file: string): object {
  if (sourceUrl) return { id: `source-${of(sourceUrl, '|slug')}`, title: of(source ?? sourceUrl), url: of(sourceUrl) }
  if (source) return { id: of(source, '|slug'), title: of(source) }
  return { id: slug(file) || 'source', title: file }
}
const sourceId = (guesses: Guesses, file: string) => (source(guesses, file) as { id: string }).id

/** A whole name, or the two halves of one. */
const nameOf = ({ name, firstName, lastName }: Guesses): string | undefined => {
  if (name !== undefined) return of(name)
  const halves = [firstName, lastName].flatMap(column => column ?? [])
  return halves.length > 0 ? halves.map(column => of(column)).join(' ') : undefined
}

const personId = ({ id }: Guesses, name: string) => (id ? of(id, '|slug') : slugged(name))
const slugged = (name: string) => name.replaceAll('} {', '}-{').replaceAll('}', '|slug}')

const person = (guesses: Guesses, name: string) => ({
  id: personId(guesses, name),
  name,
  ...(guesses.aliases ? { aliases: of(guesses.aliases) } : {}),
})

const organisations = ({ from, to, organisation }: Guesses) => {
  const told = [from, to, organisation].filter(column => column !== undefined)
  const made = told.map(column => ({ id: of(column, '|slug'), name: of(column), type: 'company' }))
  return made.length > 0 ? made : [{ id: 'the-organisation', name: 'The organisation', type: 'TODO' }]
}

function claims(guesses: Guesses, name: string, file: string): object[] {
  const { from, to, organisation, start, end, date, role, reason, manner, event, announced } = guesses
  const left = { ...(manner ? { manner: of(manner, '|manner') } : {}), ...(reason ? { reason: of(reason) } : {}) }
  const common = { ...(role ? { role: of(role) } : {}), source: sourceId(guesses, file), locator: 'row {@line}' }
  const on = (column: string | undefined) => (column ? { on: of(column) } : {})
  const told = announced ? { announced: of(announced) } : {}
  const who = personId(guesses, name)
  const at = (column: string | undefined) => ({
    person: who,
    organisation: column ? of(column, '|slug') : 'the-organisation',
  })
  if (from || to) {
    const leaving = from && { when: { [from]: true }, ...at(from), event: 'left', ...on(end ?? date), ...told, ...left }
    const origin = from ? { origin: of(from, '|slug') } : {}
    const joining = to && { when: { [to]: true }, ...at(to), event: 'joined', ...on(start ?? date), ...origin }
    return [leaving, joining].flatMap(claim => (claim ? [{ ...claim, ...common }] : []))
  }
  if (start || end) {
    const joining = start && { when: { [start]: true }, ...at(organisation), event: 'joined', ...on(start) }
    const leaving = end && { when: { [end]: true }, ...at(organisation), event: 'left', ...on(end), ...told, ...left }
    return [joining, leaving].flatMap(claim => (claim ? [{ ...claim, ...common }] : []))
  }
  if (event) return [{ ...at(organisation), event: of(event, '|event'), ...on(date), ...told, ...common }]
  return [{ ...at(organisation), event: 'TODO', ...on(date), ...told, ...left, ...common }]
}

function* todo(guesses: Guesses, name: string, dates: ReturnType<typeof guessDates>): Generator<string> {
  const { id, from, to, organisation, start, end, event, manner, source, sourceUrl } = guesses
  if (nameOf(guesses) === undefined)
    yield `no column looks like names of people; "${name.slice(1, -1)}" is taken, change it if it is another`
  if (!id)
    yield 'two people of one name become one; if there are namesakes, add a column to people.id and claims.person'
  if (from || to || organisation) yield 'organisations.type is company for all; change it, or make a table of values'
  else yield 'organisations: no column looks like one; name the one that all rows are about, and its type'
  if (!from && !to && !start && !end && !event)
    yield 'claims.event: write joined, left or present, or make a claim of each; no column tells'
  if (event) yield 'values.event says which text is joined, left or present; correct it'
  if (manner) yield 'values.manner says which text is which manner of leaving; an empty one is not kept'
  if (!source && !sourceUrl) yield 'the file itself stands as the source of all; give its title, publisher and url'
  if (dates.unsure) yield 'day and month cannot be told apart in the first rows: d/M/yyyy or M/d/yyyy?'
  if (dates.unread.length > 0) yield `no date pattern fits ${dates.unread.slice(0, 3).join(' | ')}; add one to dates`
}
