import { escapeXml } from '../text/xml-text.ts'
import type { Scene } from './scene.ts'
import { type SvgElement, svgElement } from './svg-element.ts'

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

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
    ...marks.map(mark => textOf(svgElement(mark))),
    '</svg>\n',
  ].join('\n')
}

function textOf(element: SvgElement | string): string {
  if (typeof element === 'string') return escapeXml(element)
  const { name, attributes, children } = element
  const list = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${typeof value === 'string' ? escapeXml(value) : value}"`,
  )
  const opening = `<${name}${list.join('')}`
  const isEmpty = name === 'rect' || name === 'circle' || name === 'path'
  return isEmpty ? `${opening}/>` : `${opening}>${children.map(textOf).join('')}</${name}>`
}
