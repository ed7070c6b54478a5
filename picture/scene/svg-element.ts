import type { Markup } from './markup.ts'
import { type Group, type Mark, type Paint, round, type TextMark } from './scene.ts'

/** The most ids of claims on one mark; its link leads to all of them. */
const MAX_CLAIMS = 20

/** `target` is where links open. */
export function svgElement(mark: Mark, target?: string): Markup {
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
      return groupElement(mark, target)
  }
}

const element = (name: string, attributes: Markup['attributes'], children: Markup['children'] = []): Markup => ({
  name,
  attributes,
  children,
})

function textElement({ x, y, text, size, fill, bold, anchor = 'start', halo, opacity }: TextMark): Markup {
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
function groupElement({ title, href, claims = [], at, opacity, marks }: Group, target?: string): Markup {
  const isLink = href?.startsWith('/') ?? false
  const attributes = {
    href: isLink ? href : undefined,
    ...(isLink && target ? { target, rel: 'noopener' } : {}),
    transform: at && `translate(${at.join(' ')})`,
    ...rounded({ opacity }),
    'data-claims': claims.length > 0 ? claims.slice(0, MAX_CLAIMS).join(' ') : undefined,
  }
  const children = marks.map(each => svgElement(each, target))
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
