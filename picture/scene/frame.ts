import { wrapText } from '../text/clip-text.ts'
import { textWidth } from '../text/text-width.ts'
import { type Body, type Brush, LEGEND_BOX, type LegendItem, SIZE } from './brush.ts'
import { type Mark, round, type Scene } from './scene.ts'

interface Frame {
  width: number
  margin: number
  title: string
  /** The parameters; may be empty. */
  subtitle: string
  description: string
  /** Number and date of the sources; may be empty. */
  sources: string
  brush: Brush
  body: Body
}

const TITLE = { wide: 21, narrow: 16 }
const LEGEND_LINE = 20
const NOTE_LINE = 17

/** Puts a drawing between its title and its legend, notes and sources. */
export function frame({ width, margin, title, subtitle, description, sources, brush, body }: Frame): Scene {
  const { theme } = brush
  const marks: Mark[] = []
  let y = margin
  const write = (text: string, size: number, lineHeight: number, fill: string, most: number, bold = false) => {
    for (const part of wrapText(text, brush.width, size, most, bold)) {
      marks.push({ mark: 'text', x: margin, y: y + size, text: part, size, fill, bold })
      y += lineHeight
    }
  }
  const size = width < 600 ? TITLE.narrow : TITLE.wide
  write(title, size, size * 1.25, theme.ink, 4, true)
  y += 2
  write(subtitle, SIZE.text, 18, theme.quiet, 3)
  y += 12
  marks.push(moved(body.marks, margin, y))
  y += body.height + 10
  const legend = legendMarks(body.legend, brush)
  marks.push(moved(legend.marks, margin, y))
  y += legend.height
  for (const note of body.notes) write(note, SIZE.small, NOTE_LINE, theme.quiet, 3)
  write(sources, SIZE.small, NOTE_LINE, theme.quiet, 2)
  return {
    ...{ width, height: y + margin * 0.6, title, description },
    ...{ language: brush.language, background: theme.paper, marks },
  }
}

const moved = (marks: Mark[], x: number, y: number): Mark => ({
  mark: 'group',
  at: [round(x), round(y)],
  marks,
})

/** As many items on a line as fit. */
function legendMarks(items: readonly LegendItem[], { width, theme }: Brush): { marks: Mark[]; height: number } {
  const marks: Mark[] = []
  let [x, y] = [0, 0]
  for (const item of items) {
    const start = LEGEND_BOX.width + 8
    const lines = wrapText(item.words, width - start, SIZE.small, 2)
    const needed = start + Math.max(0, ...lines.map(line => textWidth(line, SIZE.small)))
    if (x > 0 && x + needed > width) [x, y] = [0, y + LEGEND_LINE]
    marks.push(moved(item.marks, x, y))
    for (const [at, text] of lines.entries())
      marks.push({ mark: 'text', x: x + start, y: y + 11 + at * 15, text, size: SIZE.small, fill: theme.ink })
    if (lines.length > 1) [x, y] = [0, y + LEGEND_LINE + 15]
    else x += needed + 18
  }
  return { marks, height: items.length > 0 ? y + (x > 0 ? LEGEND_LINE : 0) + 6 : 0 }
}
