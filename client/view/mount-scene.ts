import type { Group, Mark, Paint, Scene, TextMark } from '../../picture/scene/scene.ts'

const SVG = 'http://www.w3.org/2000/svg'
const MAX_CLAIMS = 20

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
    withText(make('desc'), description),
    make('rect', { width: w, height: h, fill: background }),
    ...marks.map(markElement),
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

function markElement(mark: Mark): SVGElement {
  switch (mark.mark) {
    case 'rect': {
      const { x, y, width, height, radius } = mark
      const [w, h] = [Math.max(0, width), Math.max(0, height)]
      return make('rect', { x, y, width: w, height: h, rx: radius, ...paint(mark) })
    }
    case 'circle':
      return make('circle', { cx: mark.x, cy: mark.y, r: mark.radius, ...paint(mark) })
    case 'path':
      return make('path', { d: mark.d, ...paint({ fill: 'none', ...mark }) })
    case 'text':
      return textElement(mark)
    case 'group':
      return groupElement(mark)
  }
}

function textElement({ x, y, text, size, fill, bold, anchor, halo }: TextMark): SVGElement {
  const outline = { stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
  return withText(
    make('text', {
      ...{ x, y, fill, 'font-size': size, 'font-weight': bold ? 600 : undefined, 'text-anchor': anchor },
      ...(halo ? outline : {}),
    }),
    text,
  )
}

function groupElement({ title, href, claims = [], at, marks }: Group): SVGElement {
  const group = href?.startsWith('/') ? make('a', { href, target: '_blank', rel: 'noopener' }) : make('g')
  if (at) group.setAttribute('transform', `translate(${at.join(' ')})`)
  if (claims.length > 0) group.setAttribute('data-claims', claims.slice(0, MAX_CLAIMS).join(' '))
  if (title) group.append(withText(make('title'), title))
  group.append(...marks.map(markElement))
  return group
}

const paint = ({ fill, stroke, strokeWidth, dash, opacity }: Paint) => ({
  ...{ fill, stroke, opacity },
  'stroke-width': strokeWidth,
  'stroke-dasharray': dash?.join(' '),
})

function make<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | number | undefined> = {},
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value))
  return element
}

function withText<Made extends SVGElement>(element: Made, text: string): Made {
  element.textContent = text
  return element
}
