import { wrapLabel } from '../../picture/network/labels.ts'
import type { NodeKind } from '../../picture/network/network.ts'
import { LABEL } from '../../picture/network/node-box.ts'
import { coloursNow } from '../style/colours-now.ts'
import { labelFont } from '../style/theme.ts'

export interface Label {
  lines: string[]
  width: number
  height: number
}

/** The lines and the size of labels in screen units; each label is measured once. */
export function labelMeasurer(): (kind: NodeKind, text: string) => Label {
  const context = document.createElement('canvas').getContext('2d')
  const known = new Map<string, Label>()
  return (kind, text) => {
    const key = `${kind} ${text}`
    const found = known.get(key)
    if (found) return found
    if (context) context.font = labelFont(kind)
    const measure = (line: string) => context?.measureText(line).width ?? line.length * LABEL.size
    const lines = wrapLabel(text, LABEL.width, measure)
    const label = { lines, width: Math.max(0, ...lines.map(measure)), height: lines.length * LABEL.lineHeight }
    known.set(key, label)
    return label
  }
}

/** Writes a label with an outline; `x` and `y` are the middle of its upper edge. */
export function drawLabel(
  context: CanvasRenderingContext2D,
  { lines }: Label,
  { kind, x, y, colour = coloursNow().ink }: { kind: NodeKind; x: number; y: number; colour?: string },
): void {
  context.font = labelFont(kind)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.lineJoin = 'round'
  context.lineWidth = LABEL.halo
  context.strokeStyle = coloursNow().paper
  context.fillStyle = colour
  for (const [at, line] of lines.entries()) {
    context.strokeText(line, x, y + at * LABEL.lineHeight)
    context.fillText(line, x, y + at * LABEL.lineHeight)
  }
}
