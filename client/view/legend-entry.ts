import type { Translate } from '../i18n/translate.ts'
import { PAGE_COLOURS } from '../style/theme.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Widths of the marks of an entry, in pixels: of one shape, and of a line with its ends. */
const NARROW = 18
export const WIDE = 41

/** An entry of a legend: shapes and what they mean. */
export function entry(
  marks: SVGElement | SVGElement[],
  words: string,
  width = [marks].flat().length > 1 ? WIDE : NARROW,
): HTMLLIElement {
  const shapes = [marks].flat()
  const item = document.createElement('li')
  if (shapes.length > 0) {
    const svg = draw('svg', { width, height: 16, 'aria-hidden': 'true' })
    svg.append(...shapes)
    item.append(svg)
  }
  item.append(words)
  return item
}

export const peopleAndOrganisations = (t: Translate): HTMLLIElement[] => [
  entry(draw('circle', { cx: 9, cy: 8, r: 5, fill: PAGE_COLOURS.nodes.person }), t('legend.person')),
  entry(
    draw('rect', { x: 4, y: 3, width: 10, height: 10, fill: PAGE_COLOURS.nodes.organisation }),
    t('legend.organisation'),
  ),
]

export function draw(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
