import { DOUBTFUL, LINE_KINDS } from '../../cypher/network-columns.ts'
import type { EdgeKind } from '../../picture/network/edge-kind.ts'
import type { WholeNetwork } from '../api/network-reply.ts'
import { mapColours, PAGE_COLOURS } from '../style/theme.ts'
import { element } from '../view/html-element.ts'
import { draw, entry, peopleAndOrganisations } from '../view/legend-entry.ts'
import { kindWhenHolding, lineColour } from './webgl-network.ts'
import type { Words } from './words.ts'

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
    ...peopleAndOrganisations(words),
    ...kinds.map(kind => entry(line(PAGE_COLOURS.edges[kind]), words(`legend.${kind}`))),
    ...(isDoubtful ? [entry(line(pale(kinds[0] ?? 'joined', 'doubtful')), t(isDated ? 'palePossible' : 'pale'))] : []),
    ...(isDated ? [entry(line(pale('joined', 'absent')), t('absent'))] : []),
  )
}

/** Of both schemes, as CSS. */
const pale = (kind: EdgeKind, look: 'doubtful' | 'absent'): string => {
  const [light, dark] = (['light', 'dark'] as const).map(name => lineColour(kind, look, mapColours(name)))
  return `light-dark(${light}, ${dark})`
}

const line = (stroke: string) => draw('line', { x1: 1, y1: 8, x2: 17, y2: 8, stroke, 'stroke-width': 2 })
