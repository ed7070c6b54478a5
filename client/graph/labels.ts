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

/** Which labels are drawn: in the order given, each that has room beside those already taken, up to `budget`. */
export function chooseLabels(boxes: Iterable<Box>, budget: number): Set<string> {
  const index = new BoxIndex()
  const chosen = new Set<string>()
  for (const box of boxes) {
    if (chosen.size >= budget) break
    if (!index.isFree(box)) continue
    index.add(box)
    chosen.add(box.id)
  }
  return chosen
}
