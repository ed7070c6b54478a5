import { DOUBTFUL, LINE_KINDS } from '../../cypher/network-columns.ts'
import type { WholeNetwork } from '../api/network-reply.ts'
import { EDGE_LOOKS, NODE_COLOURS } from '../style/theme.ts'
import { element } from './element.ts'
import { kindWhenHolding, lineColour } from './webgl-network.ts'
import type { Words } from './words.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Explains the colours of nodes and of the kinds of lines that the network has, over all dates or at one. */
export function legendOf({ columns: { lineKind } }: WholeNetwork, isDated: boolean, { t, words }: Words): HTMLElement {
  const codes = new Set(lineKind)
  const found = LINE_KINDS.filter((_, kind) => codes.has(kind) || codes.has(kind + DOUBTFUL))
  const kinds = isDated
    ? LINE_KINDS.filter(kind => found.map(kindWhenHolding).includes(kind) && kind !== 'denied')
    : found
  const isDoubtful = isDated || [...codes].some(code => (code & DOUBTFUL) > 0)
  return element(
    'ul',
    { class: 'legend', 'aria-label': words('legend.label') },
    entry(shape('circle', { cx: 9, cy: 8, r: 5, fill: NODE_COLOURS.person }), words('legend.person')),
    entry(
      shape('rect', { x: 4, y: 3, width: 10, height: 10, fill: NODE_COLOURS.organisation }),
      words('legend.organisation'),
    ),
    ...kinds.map(kind => entry(line(EDGE_LOOKS[kind].colour), words(`legend.${kind}`))),
    ...(isDoubtful
      ? [entry(line(lineColour(kinds[0] ?? 'joined', 'doubtful')), t(isDated ? 'palePossible' : 'pale'))]
      : []),
    ...(isDated ? [entry(line(lineColour('joined', 'absent')), t('absent'))] : []),
  )
}

const line = (stroke: string) => shape('line', { x1: 1, y1: 8, x2: 17, y2: 8, stroke, 'stroke-width': 2 })

function entry(mark: SVGElement, words: string): HTMLElement {
  const svg = shape('svg', { width: 18, height: 16, 'aria-hidden': 'true' })
  svg.append(mark)
  return element('li', {}, svg, words)
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
