import { markup } from '../../picture/scene/markup.ts'
import type { Scene } from '../../picture/scene/scene.ts'
import { svgElement } from '../../picture/scene/svg-element.ts'
import { entitiesOf } from './entities-of.ts'
import { elementOf } from './markup-elements.ts'

/**
 * A scene as an SVG element. `follow` gets the two ends when the reader opens a mark that is about two entities, or one if it is about
 * one, and returns whether it has shown them; otherwise the link opens the page with the evidence.
 */
export function drawScene(scene: Scene, follow: (ids: string[]) => boolean): SVGSVGElement {
  const { width, height, title, description, language, background, marks } = scene
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  const svg = elementOf(
    markup(
      'svg',
      { width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'graphics-document', lang: language, 'aria-label': title },
      markup('desc', {}, description),
      markup('rect', { width: w, height: h, fill: background }),
      marks.map(mark => svgElement(mark, '_blank')),
    ),
  ) as SVGSVGElement
  followLinks(svg, follow)
  return svg
}

/** Calls `follow` with the ends of a mark that is opened, as above. */
function followLinks(svg: Element, follow: (ids: string[]) => boolean): void {
  svg.addEventListener('click', event => {
    const { metaKey, ctrlKey, shiftKey, altKey, button } = event as MouseEvent
    if (metaKey || ctrlKey || shiftKey || altKey || button !== 0) return
    const href = (event.target as Element).closest('a')?.getAttribute('href')
    if (href && follow(entitiesOf(href))) event.preventDefault()
  })
}
