import { type Markup, markup, markupText } from './markup.ts'
import type { Mark, Scene } from './scene.ts'
import { svgElement } from './svg-element.ts'

const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/**
 * A scene as an SVG document without scripts, style sheets or references, which can be a file or a part of a page. Every text is
 * escaped, and characters that XML forbids are left out.
 */
export function toSvg(scene: Scene): string {
  const { children, ...svg } = sceneMarkup(scene)
  const [opening] = markupText({ ...svg, children: [] }).split('</svg>')
  return [opening, ...children.map(markupText), '</svg>\n'].join('\n')
}

/** A scene as an element. `target` is where its links open, as in HTML; by default, in the place of the picture. */
export function sceneMarkup(
  { width, height, title, description, language, background, marks }: Scene,
  target?: string,
): Markup {
  return markup(
    'svg',
    { ...sizeOf(width, height), 'font-family': FONT, role: 'graphics-document', lang: language },
    markup('title', {}, title),
    markup('desc', {}, description),
    markup('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: background }),
    marks.map(mark => svgElement(mark, target)),
  )
}

/** Marks that say nothing to those who do not see them, because words stand beside them. */
export const decoration = (marks: readonly Mark[], { width, height }: { width: number; height: number }): Markup =>
  markup(
    'svg',
    { ...sizeOf(width, height), 'aria-hidden': 'true' },
    marks.map(mark => svgElement(mark)),
  )

function sizeOf(width: number, height: number) {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  return { xmlns: 'http://www.w3.org/2000/svg', width: w, height: h, viewBox: `0 0 ${w} ${h}` }
}
