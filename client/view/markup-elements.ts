import type { Markup } from '../../picture/scene/markup.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** An element of the page, made node by node, so that no text of an answer becomes markup. */
export function elementOf({ name, attributes, children }: Markup, isInSvg = false): HTMLElement | SVGElement {
  const isSvg = isInSvg || name === 'svg'
  const made = isSvg
    ? document.createElementNS(SVG, name as keyof SVGElementTagNameMap)
    : document.createElement(name as keyof HTMLElementTagNameMap)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== null && value !== false && key !== 'xmlns')
      made.setAttribute(key, value === true ? '' : String(value))
  made.append(...children.map(child => (typeof child === 'string' ? child : elementOf(child, isSvg))))
  return made
}
