import { EDGE_KINDS } from '../../picture/network/edge-kind.ts'
import type { Translate } from '../i18n/translate.ts'
import { DOUBTFUL_DASH, EDGE_LOOKS, NODE_COLOURS } from '../style/theme.ts'

const SVG = 'http://www.w3.org/2000/svg'

/**
 * Explains shapes, colours, arrows and dashes, with the same styles as the canvas; `others` adds other kinds of nodes.
 * Returns a function that removes it.
 */
export function mountLegend(container: HTMLElement, t: Translate, others = false): () => void {
  const list = document.createElement('ul')
  list.className = 'legend'
  list.setAttribute('aria-label', t('legend.label'))
  list.append(
    entry(draw('circle', { cx: 9, cy: 8, r: 5, fill: NODE_COLOURS.person }), t('legend.person')),
    entry(
      draw('rect', { x: 4, y: 3, width: 10, height: 10, fill: NODE_COLOURS.organisation }),
      t('legend.organisation'),
    ),
    ...(others ? [entry(draw('circle', { cx: 9, cy: 8, r: 4, fill: NODE_COLOURS.other }), t('legend.otherNode'))] : []),
    // Results of ad hoc Cypher contain relationships, but no denials.
    ...EDGE_KINDS.filter(kind => kind !== (others ? 'denied' : 'other')).map(kind => {
      const { colour, width, arrows, dash } = EDGE_LOOKS[kind]
      return entry(line(colour, width, arrows, dash), t(`legend.${kind}`))
    }),
    entry(line('#3f4a57', 1.5, [], DOUBTFUL_DASH), t('legend.doubtful')),
  )
  container.append(list)
  return () => list.remove()
}

/** Faint marks of a person at the left end and an organisation at the right end, which show the direction of arrows. */
function line(stroke: string, width: number, arrows: readonly string[], dash: readonly number[] | null): SVGElement[] {
  const [from, to] = [arrows.includes('person') ? 13 : 8, arrows.includes('organisation') ? 29 : 34]
  const head = (tip: number, back: number) =>
    draw('path', { d: `M${tip} 8 L${back} 4.5 L${back} 11.5 Z`, fill: stroke })
  return [
    draw('circle', { cx: 4, cy: 8, r: 2.5, fill: '#a9b3bf' }),
    draw('rect', { x: 35.5, y: 5.5, width: 5, height: 5, fill: '#a9b3bf' }),
    draw('line', {
      x1: from,
      y1: 8,
      x2: to,
      y2: 8,
      stroke,
      'stroke-width': width + 0.3,
      ...(dash ? { 'stroke-dasharray': dash.join(' ') } : {}),
    }),
    ...(arrows.includes('person') ? [head(7.5, 14)] : []),
    ...(arrows.includes('organisation') ? [head(34.5, 28)] : []),
  ]
}

function entry(marks: SVGElement | SVGElement[], words: string): HTMLLIElement {
  const shapes = [marks].flat()
  const svg = draw('svg', { width: shapes.length > 1 ? 41 : 18, height: 16, 'aria-hidden': 'true' })
  svg.append(...shapes)
  const item = document.createElement('li')
  item.append(svg, words)
  return item
}

function draw(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
