import { type Group, type Mark, type Paint, round, type TextMark } from './scene.ts'

/** An element of SVG before it is text in a file or a node in a page. Its texts are as they are in the answer: the writer of the file escapes them. */
export interface SvgElement {
  name: 'rect' | 'circle' | 'path' | 'text' | 'title' | 'g' | 'a'
  /** In their order; an undefined value means that the attribute is absent. */
  attributes: Readonly<Record<string, string | number | undefined>>
  children: readonly (SvgElement | string)[]
}

/** The most ids of claims on one mark; its link leads to all of them. */
const MAX_CLAIMS = 20

export function svgElement(mark: Mark): SvgElement {
  switch (mark.mark) {
    case 'rect': {
      const { x, y, width, height, radius } = mark
      const size = { width: Math.max(0, width), height: Math.max(0, height) }
      return element('rect', { ...rounded({ x, y, ...size, rx: radius }), ...paint(mark) })
    }
    case 'circle':
      return element('circle', { ...rounded({ cx: mark.x, cy: mark.y, r: mark.radius }), ...paint(mark) })
    case 'path':
      return element('path', { d: mark.d, ...paint({ fill: 'none', ...mark }) })
    case 'text':
      return textElement(mark)
    case 'group':
      return groupElement(mark)
  }
}

const element = (
  name: SvgElement['name'],
  attributes: SvgElement['attributes'],
  children: SvgElement['children'] = [],
): SvgElement => ({ name, attributes, children })

function textElement({ x, y, text, size, fill, bold, anchor = 'start', halo, opacity }: TextMark): SvgElement {
  const outline = { stroke: halo, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
  const attributes = {
    ...rounded({ x, y, 'font-size': size }),
    'font-weight': bold ? 600 : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    fill,
    ...(halo ? outline : {}),
    ...rounded({ opacity }),
  }
  return element('text', attributes, [text])
}

/** Only pages of this app are linked. */
function groupElement({ title, href, claims = [], at, opacity, marks }: Group): SvgElement {
  const isLink = href?.startsWith('/') ?? false
  const attributes = {
    href: isLink ? href : undefined,
    transform: at && `translate(${at.join(' ')})`,
    ...rounded({ opacity }),
    'data-claims': claims.length > 0 ? claims.slice(0, MAX_CLAIMS).join(' ') : undefined,
  }
  const children = marks.map(svgElement)
  return element(isLink ? 'a' : 'g', attributes, title ? [element('title', {}, [title]), ...children] : children)
}

const paint = ({ fill, stroke, strokeWidth, dash, opacity, isOverlay }: Paint) => ({
  ...{ fill, stroke, 'pointer-events': isOverlay ? 'none' : undefined },
  ...rounded({ 'stroke-width': strokeWidth }),
  'stroke-dasharray': dash?.map(round).join(' '),
  ...rounded({ opacity }),
})

const rounded = (values: Record<string, number | undefined>): Record<string, number | undefined> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === undefined ? undefined : round(value)]),
  )
