import { SaxesParser } from 'saxes'
import { textWidth } from '../../picture/text/text-width.ts'

export interface PlacedText {
  text: string
  size: number
  bold: boolean
  anchor: 'start' | 'middle' | 'end'
  x: number
  y: number
  fill: string
}

export interface ReadSvg {
  width: number
  height: number
  title: string
  description: string
  elements: Map<string, number>
  /** Every text with its place in the picture. */
  texts: PlacedText[]
  links: string[]
}

/**
 * Reads an SVG document.
 * @throws {Error} if it is not well-formed
 */
export function readSvg(svg: string): ReadSvg {
  const parser = new SaxesParser({ xmlns: true })
  const found: ReadSvg = { width: 0, height: 0, title: '', description: '', elements: new Map(), texts: [], links: [] }
  const open: { name: string; x: number; y: number; text: PlacedText | null; words: string }[] = []
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const of = (key: string) => attributes[key]?.value
    found.elements.set(name, (found.elements.get(name) ?? 0) + 1)
    if (name === 'svg') [found.width, found.height] = [Number(of('width')), Number(of('height'))]
    if (name === 'a') found.links.push(String(of('href')))
    const parent = open.at(-1) ?? { x: 0, y: 0 }
    const [, dx = 0, dy = 0] = (/translate\((\S+) (\S+)\)/.exec(of('transform') ?? '') ?? []).map(Number)
    const [x, y] = [parent.x + dx, parent.y + dy]
    const text: PlacedText | null =
      name === 'text'
        ? {
            ...{
              text: '',
              size: Number(of('font-size')),
              bold: of('font-weight') !== undefined,
              fill: String(of('fill')),
            },
            anchor: (of('text-anchor') ?? 'start') as PlacedText['anchor'],
            ...{ x: x + Number(of('x')), y: y + Number(of('y')) },
          }
        : null
    open.push({ name, x, y, text, words: '' })
  })
  parser.on('text', words => {
    const last = open.at(-1)
    if (last) last.words += words
  })
  parser.on('closetag', () => {
    const last = open.pop()
    if (last?.text) found.texts.push({ ...last.text, text: last.words })
    if (open.length === 1 && last?.name === 'title') found.title = last.words
    if (open.length === 1 && last?.name === 'desc') found.description = last.words
  })
  parser.write(svg).close()
  return found
}

const boxOf = ({ text, x, y, size, bold, anchor }: PlacedText) => {
  const width = textWidth(text, size, bold)
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2, text }
}

/** Pairs of texts that lie over each other, and texts that leave the picture. */
export function textFaults({ texts, width, height }: ReadSvg): string[] {
  const boxes = texts.filter(({ text }) => text !== '').map(boxOf)
  const outside = boxes.filter(box => box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
  const over = boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(b => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5)
      .map(b => `"${a.text.slice(0, 40)}" over "${b.text.slice(0, 40)}"`),
  )
  return [...outside.map(({ text }) => `"${text.slice(0, 40)}" outside`), ...over]
}
