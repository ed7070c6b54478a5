import { type Box, BoxIndex } from './layout/box.ts'
import type { NetworkNode } from './network.ts'

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** The longest name in Chinese, Japanese or Korean that is taken for a person's own and not for a transcription. */
const OWN_NAME = 4

/**
 * A name, and beside it the first alias in the other kind of script: "Lilian Weng 翁荔". Transcriptions of Latin names
 * (奥尔特曼) stay off.
 */
export function labelOf({ name, aliases }: Pick<NetworkNode, 'name' | 'aliases'>): string {
  const isHan = HAN.test(name)
  const other = aliases.find(alias => HAN.test(alias) !== isHan && !name.includes(alias))
  if (!other) return name
  return isHan || (other.length <= OWN_NAME && !other.includes('·')) ? `${name} ${other}` : name
}

export type Measure = (text: string) => number

/** Breaks a label into lines no wider than `width` where words allow; a single long word stays whole. */
export function wrapLabel(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const last = lines.at(-1)
    const longer = `${last} ${word}`
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** The room of a node with the arrow heads around it. The lower its tier, the more it matters. */
export interface Mark extends Box {
  tier: number
}

/**
 * Which labels are drawn, and where: in the order given, each that has room beside those already taken and lies over no
 * other node that matters as much as its own, up to `budget`. Boxes of one id are places to try, the best first.
 */
export function chooseLabels(boxes: Iterable<Box>, budget: number, marks: Mark[] = []): Map<string, Box> {
  const tiers = new Map(marks.map(({ id, tier }) => [id, tier]))
  const tierOf = (id: string) => tiers.get(id) ?? 0
  const nodes = new BoxIndex()
  for (const mark of marks) nodes.add(mark)
  const isOverNode = (box: Box) => !nodes.isFree(box, 0, ({ id }) => id !== box.id && tierOf(id) <= tierOf(box.id))
  const index = new BoxIndex()
  const chosen = new Map<string, Box>()
  for (const box of boxes) {
    if (chosen.size >= budget) break
    if (chosen.has(box.id) || !index.isFree(box) || isOverNode(box)) continue
    index.add(box)
    chosen.set(box.id, box)
  }
  return chosen
}
