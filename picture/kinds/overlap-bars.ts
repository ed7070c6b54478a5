import type { Picture } from '../../cypher/picture.ts'
import { evidenceOf } from '../answer/evidence.ts'
import { mayBeEitherWay } from '../answer/open-order.ts'
import { type Range, type Row, rangeAt, unwind, wordsOf } from '../answer/row-columns.ts'
import { daysWords } from '../answer/timeline-lines.ts'
import { type Body, type Brush, cutNote } from '../scene/brush.ts'
import { type Bar, barLegend, barLines } from './row-bars.ts'

const MAX_BARS = 60

/** A bar for each pair: solid for the days that are certain, hatched for those that vague dates allow. */
export function drawOverlapBars(
  spec: Extract<Picture, { kind: 'overlap-bars' }>,
  rows: readonly Row[],
  brush: Brush,
): Body {
  const bars: Bar[] = []
  let used = 0
  for (const row of rows) {
    if (bars.length >= MAX_BARS) break
    used++
    for (const each of unwind(row, spec.each)) bars.push(barOf(each, spec, brush))
  }
  // Rows without groups are a ranking.
  const open = spec.group === undefined && spec.each === undefined ? openOrders(bars) : []
  const marked = bars.map((bar, at) => (open[at] ? { ...bar, label: `≈ ${bar.label}` } : bar))
  const number = open.filter(Boolean).length
  return {
    ...barLines(marked, brush.words.dayAxis, brush),
    legend: barLegend(bars, brush),
    notes: [...cutNote(used, brush), ...(number > 0 ? [brush.words.openOrders(number)] : [])],
  }
}

/** Whether each bar may be longer than the one above it, or shorter. */
const openOrders = (bars: readonly Bar[]): boolean[] =>
  bars.map((bar, at) => {
    const above = bars[at - 1]
    return above !== undefined && mayBeEitherWay(range(above), range(bar))
  })

const range = ({ min, max }: Bar) => ({ low: min, high: max })

function barOf(row: Row, spec: Extract<Picture, { kind: 'overlap-bars' }>, brush: Brush): Bar {
  const days = rangeAt(row, spec.days)
  return {
    heading: wordsOf(row, spec.group, brush),
    label: wordsOf(row, spec.label, brush),
    ...boundsOf(days),
    words: [daysWords(days, brush.words), wordsOf(row, spec.note, brush)].filter(Boolean).join(', '),
    evidence: evidenceOf(row, brush.language),
  }
}

/** An unknown number of days has no bar. */
const boundsOf = (days: Range | null): { min: number; max: number | null } => {
  const min = days?.min ?? 0
  return { min, max: days === null || (days.min === null && days.max === null) ? min : days.max }
}
