import { withoutForbidden } from '../text/clip-text.ts'
import { type Group, type Mark, type Paint, round, type Scene, type TextMark } from './scene.ts'

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** The most ids of claims on one mark; its link leads to all of them. */
const MAX_CLAIMS = 20

/**
 * A scene as an SVG document without scripts, style sheets or references, which can be a file or a part of a page. Every text is
 * escaped, and characters that XML forbids are left out.
 */
export function toSvg({ width, height, title, description, language, background, marks }: Scene): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${FONT}" role="graphics-document" lang="${language}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<rect width="${w}" height="${h}" fill="${background}"/>`,
    ...marks.map(markText),
    '</svg>\n',
  ].join('\n')
}

function markText(mark: Mark): string {
  switch (mark.mark) {
    case 'rect': {
      const { x, y, width, height, radius } = mark
      return `<rect${numbers({ x, y, width: Math.max(0, width), height: Math.max(0, height), rx: radius })}${paintText(mark)}/>`
    }
    case 'circle':
      return `<circle${numbers({ cx: mark.x, cy: mark.y, r: mark.radius })}${paintText(mark)}/>`
    case 'path':
      return `<path d="${mark.d}"${paintText({ fill: 'none', ...mark })}/>`
    case 'text':
      return textOf(mark)
    case 'group':
      return groupText(mark)
  }
}

function textOf({ x, y, text, size, fill, bold, anchor = 'start', halo }: TextMark): string {
  const outline = halo ? ` stroke="${halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : ''
  const align = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text${numbers({ x, y, 'font-size': size })}${bold ? ' font-weight="600"' : ''}${align} fill="${fill}"${outline}>${escapeXml(text)}</text>`
}

function groupText({ title, href, claims = [], at, marks }: Group): string {
  const about = claims.length > 0 ? ` data-claims="${escapeXml(claims.slice(0, MAX_CLAIMS).join(' '))}"` : ''
  const place = at ? ` transform="translate(${at.join(' ')})"` : ''
  const inner = `${title ? `<title>${escapeXml(title)}</title>` : ''}${marks.map(markText).join('')}`
  return href ? `<a href="${escapeXml(href)}"${place}${about}>${inner}</a>` : `<g${place}${about}>${inner}</g>`
}

const paintText = ({ fill, stroke, strokeWidth, dash, opacity }: Paint): string =>
  [
    fill && ` fill="${fill}"`,
    stroke && ` stroke="${stroke}"`,
    strokeWidth !== undefined && ` stroke-width="${round(strokeWidth)}"`,
    dash && ` stroke-dasharray="${dash.map(round).join(' ')}"`,
    opacity !== undefined && ` opacity="${round(opacity)}"`,
  ]
    .filter(Boolean)
    .join('')

const numbers = (values: Record<string, number | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${round(value)}"`))
    .join('')

const escapeXml = (text: string): string =>
  withoutForbidden(text).replace(/[&<>"']/g, character => ESCAPES.get(character) ?? '')
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
