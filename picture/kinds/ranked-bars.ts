import type { Picture } from '../../cypher/picture.ts'
import { labelWords } from '../../cypher/words/index.ts'
import { evidenceOf } from '../answer/evidence.ts'
import { numberAt, type Row, unwind, wordsOf } from '../answer/row-columns.ts'
import { type Body, type Brush, count, cutNote, LEGEND_BOX } from '../scene/brush.ts'
import { type Bar, barLines } from './row-bars.ts'
import { possibleBar } from './time-marks.ts'

const MAX_BARS = 40

/** A bar for each row, the longest first. The solid part is the number in `part`. */
export function drawRankedBars(
  spec: Extract<Picture, { kind: 'ranked-bars' }>,
  rows: readonly Row[],
  brush: Brush,
): Body {
  const { theme, words, language, question } = brush
  const bars = rows
    .flatMap(row => unwind(row, spec.each))
    .map(row => barOf(row, spec, brush))
    .sort((a, b) => (b.max ?? 0) - (a.max ?? 0))
  const label = labelWords(spec.value, language, question).toLowerCase()
  return {
    ...barLines(bars.slice(0, MAX_BARS), label, brush),
    legend:
      spec.part === undefined
        ? []
        : [
            {
              marks: [{ mark: 'rect', x: 2, y: 2, width: 24, height: 10, fill: theme.bar }],
              words: words.only(labelWords(spec.part, language, question).toLowerCase()),
            },
            { marks: possibleBar(2, 26, LEGEND_BOX.height / 2, theme.bar, theme), words: label },
          ],
    notes: cutNote(Math.min(rows.length, MAX_BARS), brush),
  }
}

function barOf(row: Row, { label, value, part }: Extract<Picture, { kind: 'ranked-bars' }>, brush: Brush): Bar {
  const most = Math.max(0, numberAt(row, value) ?? 0)
  const solid = part === undefined ? most : Math.min(most, Math.max(0, numberAt(row, part) ?? 0))
  return {
    heading: '',
    label: wordsOf(row, label, brush),
    min: solid,
    max: most,
    words: solid === most ? count(most) : `${count(solid)} / ${count(most)}`,
    evidence: evidenceOf(row, brush.language),
  }
}
