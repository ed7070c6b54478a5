import { readFile, writeFile } from 'node:fs/promises'
import { addDays, asOf, type Bounds, canAgree, dayNumber, parseDate, type TenureBounds } from '../../cypher/dates.ts'
import { type Joined, type Left, MANNERS, STATUSES, type Tenure } from '../../cypher/model.ts'
import type { WeighedClaim } from '../../seeds/claims/claim.ts'
import { asStored } from '../../seeds/claims/claim-row.ts'
import { type PartOfPeriod, withinOf } from '../../seeds/reconcile/parts.ts'
import { reconcile } from '../../seeds/reconcile/reconcile.ts'

/**
 * Draws a timeline block of a page: keeps its lines with claims ("Gazette: left 2018, resigned") and part-of relations ("Lab is a part
 * of Mill"), and redraws everything else from their reconciliation.
 */
export function drawTimeline(block: string): string {
  const lines = block.split('\n').map(line => line.replace(/ {2,}.*$/, '').trimEnd())
  const ties = lines.flatMap(line => tieOf(line) ?? [])
  const given = lines.flatMap((line, at) => {
    const claim = claimOf(line, at)
    return claim ? [{ text: line, claim }] : []
  })
  const claims = given.map(({ claim }) => claim)
  const several = new Set(claims.map(({ organisation }) => organisation)).size > 1
  const at = (organisation: string) => (several ? ` at ${organisation}` : '')
  const { joined, left, tenures } = reconcile(claims, withinOf(ties.map(({ period }) => period)))
  const row = (event: Joined | Left, organisation: string): Row => ({
    text: [`→ ${event.kind} ${event.on ?? 'on no date'}${at(organisation)}`, event.manner, ...reasons(event)]
      .filter(part => part !== null)
      .join(', '),
    mark: spanOf(event),
  })
  const events = [...joined, ...left]
  const rows: Row[] = [
    ...ties.map(({ text }) => ({ text, mark: () => ' ' })),
    ...given.map(({ text, claim }) => ({ text, mark: spanOf(claim) })),
    ...tenures.flatMap(stay => [
      ...events
        .filter(({ organisation, stint }) => organisation === stay.organisation && stint === stay.stint)
        .map(event => row(event, event.organisation)),
      {
        text: `→ stay ${stay.stint}${at(stay.organisation)}`,
        mark: (column: Bounds) => SIGNS[asOf(boundsOf(stay), column)],
      },
    ]),
    ...events.filter(({ status }) => status === 'rumoured').map(event => row(event, event.organisation)),
  ]
  return draw(rows, axisOf([...claims, ...ties.flatMap(({ period }) => [period.from, period.to])]))
}

/** Redraws every timeline of a page; `same` is whether nothing changed. */
export async function redraw(path: string): Promise<{ blocks: number; same: boolean }> {
  const page = await readFile(path, 'utf8')
  const drawn = redrawn(page)
  if (drawn !== page) await writeFile(path, drawn)
  return { blocks: page.match(BLOCKS)?.length ?? 0, same: drawn === page }
}

export const BLOCKS = /(?<=^```timeline\n)[\s\S]*?(?=\n```$)/gm
export const redrawn = (page: string): string => page.replace(BLOCKS, drawTimeline)

const SIGNS = { definite: '#', possible: '.', no: ' ' }

const boundsOf = (stay: Tenure): TenureBounds => ({
  begin: { earliest: stay.beginEarliest, latest: stay.beginLatest },
  end: { earliest: stay.endEarliest, latest: stay.endLatest },
  open: stay.open,
  lastSeen: stay.lastSeen,
})

interface Row {
  text: string
  mark: (column: Bounds) => string
}

const reasons = ({ disputes }: { disputes: string[] }) =>
  disputes.length > 0 ? [`disputed: ${disputes.join(' and ')}`] : []

const spanOf = (date: Bounds) => (column: Bounds) =>
  date.earliest === null && date.latest === null ? '?' : canAgree(date, column) ? '=' : ' '

function tieOf(line: string): { text: string; period: PartOfPeriod } | undefined {
  const [, part, whole, from] = /^(\w+) is a part of (\w+)(?: from (\S+))?$/.exec(line) ?? []
  if (!part || !whole) return undefined
  return { text: line, period: { part, whole, from: from ? parseDate(from) : null, to: null } }
}

function claimOf(line: string, at: number): WeighedClaim | undefined {
  const [, source, event, date, more = ''] = /^(\w+): (joined|left|present)(?: ([^,\s]+))?(?:, (.*))?$/.exec(line) ?? []
  if (!source || !event) return undefined
  const words = more.split(', ').filter(Boolean)
  const after = (prefix: string): string | null =>
    words.find(word => word.startsWith(prefix))?.slice(prefix.length) ?? null
  const manners: readonly string[] = [...MANNERS.joined, ...MANNERS.left]
  const known = /^(as|stint|at) /
  const manner = words.find(word => manners.includes(word)) ?? null
  const status = STATUSES.find(word => words.includes(word)) ?? 'reported'
  const strange = words.filter(word => !known.test(word) && word !== manner && word !== status)
  if (strange.length > 0) throw new Error(`"${line}" of the page: what is "${strange[0]}"?`)
  const { earliest, latest } = date ? parseDate(date) : { earliest: null, latest: null }
  return asStored({
    kind: 'claim',
    id: `claim-${String(at).padStart(2, '0')}`,
    person: 'ada',
    organisation: after('at ') ?? 'Mill',
    source,
    event: event as WeighedClaim['event'],
    on: date ?? null,
    earliest,
    latest,
    role: after('as '),
    manner: manner as WeighedClaim['manner'],
    status,
    stint: after('stint '),
    published: null,
  })
}

interface Axis {
  columns: { earliest: string; latest: string }[]
  /** The heading of a column. */
  labels: Map<number, string>
}

/** Days if there are few, otherwise months or parts of years, from before the first date to after the last. */
function axisOf(dates: (Bounds | null)[]): Axis {
  const days = dates.flatMap(date => [date?.earliest ?? [], date?.latest ?? []].flat()).sort()
  const [first = '2024-01-01', last = first] = [days[0], days.at(-1)]
  const labels = new Map<number, string>()
  const columns: Axis['columns'] = []
  if (dayNumber(last) - dayNumber(first) <= 40) {
    for (let day = -4; day <= dayNumber(last) - dayNumber(first) + 4; day++) {
      const on = addDays(first, day) ?? first
      if (columns.length % 10 === 0) labels.set(columns.length, on.slice(5))
      columns.push({ earliest: on, latest: on })
    }
    return { columns, labels }
  }
  const [from, to] = [Number(first.slice(0, 4)), Number(last.slice(0, 4)) + 1]
  const months = to - from < 5 ? 1 : to - from < 11 ? 2 : 3
  for (let year = from; year <= to; year++) {
    labels.set(columns.length, String(year))
    for (let month = 1; month <= 12; month += months) {
      const [begin, end] = [month, month + months - 1].map(number => `${year}-${String(number).padStart(2, '0')}`)
      columns.push({ earliest: `${begin}-01`, latest: parseDate(end ?? '').latest ?? '' })
    }
  }
  return { columns, labels }
}

function draw(rows: Row[], { columns, labels }: Axis): string {
  const width = Math.max(...rows.map(({ text }) => text.length)) + 2
  const line = (text: string, drawn: string) => `${text.padEnd(width)}${drawn}`.trimEnd()
  let head = ''
  for (const [at, label] of labels) if (at === 0 || head.length < at) head = head.padEnd(at) + label
  return [
    line('', head),
    ...rows.map(({ text, mark }) => line(text, columns.map(column => mark(column)).join(''))),
  ].join('\n')
}
