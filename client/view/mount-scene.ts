import type { Scene } from '../../picture/scene/scene.ts'
import { type SvgElement, svgElement } from '../../picture/scene/svg-element.ts'

const SVG = 'http://www.w3.org/2000/svg'

/**
 * A scene as an SVG element, made node by node, so that no text of an answer becomes markup. `follow` gets the two ends when the
 * reader opens a mark that is about two entities, or one if it is about one, and returns whether it has shown them; otherwise the
 * link opens the page with the evidence.
 */
export function drawScene(scene: Scene, follow: (ids: string[]) => boolean): SVGSVGElement {
  const { width, height, title, description, language, background, marks } = scene
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  const svg = make('svg', { width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'graphics-document', lang: language })
  svg.setAttribute('aria-label', title)
  svg.append(
    make('desc', {}, [description]),
    make('rect', { width: w, height: h, fill: background }),
    ...marks.map(mark => elementOf(svgElement(mark))),
  )
  svg.addEventListener('click', event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    const href = (event.target as Element).closest('a')?.getAttribute('href')
    if (href && follow(entitiesOf(href))) event.preventDefault()
  })
  return svg
}

/** The ids in the link of a mark: one person or organisation, or the two ends of a line. */
export function entitiesOf(href: string): string[] {
  const { pathname, searchParams } = new URL(href, 'http://page/')
  const names = { '/q/claims': ['one', 'other'], '/q/around': ['node'] }[pathname] ?? []
  return names.flatMap(name => searchParams.get(name) ?? [])
}

function elementOf({ name, attributes, children }: SvgElement): SVGElement {
  const made = make(
    name,
    attributes,
    children.map(child => (typeof child === 'string' ? child : elementOf(child))),
  )
  if (name === 'a') {
    made.setAttribute('target', '_blank')
    made.setAttribute('rel', 'noopener')
  }
  return made
}

function make<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: SvgElement['attributes'] = {},
  children: (SVGElement | string)[] = [],
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}
