import { type Box, BoxIndex } from '../layout/box.ts'
import type { NetworkNode } from './network.ts'

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Maximum length of a Chinese, Japanese or Korean name; longer ones count as transcriptions. */
const OWN_NAME = 4

/**
 * A name with the first alias in the other kind of script: "Lilian Weng 翁荔". Transcriptions of Latin names (奥尔特曼) are
 * omitted.
 */
export function labelOf({ name, aliases }: Pick<NetworkNode, 'name' | 'aliases'>): string {
  const isHan = HAN.test(name)
  const other = aliases.find(alias => HAN.test(alias) !== isHan && !name.includes(alias))
  if (!other) return name
  return isHan || (other.length <= OWN_NAME && !other.includes('·')) ? `${name} ${other}` : name
}

export type Measure = (text: string) => number

/** Breaks a label between words into lines of at most `width`. A long word is not broken. */
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

/** The space of a node with the arrow heads around it. A lower tier has priority. */
export interface Mark extends Box {
  tier: number
}

/** The least distance between labels. */
const MARGIN = 3

/**
 * Chooses labels and their places: in the given order, each label that comes near no chosen one and covers no node, up to `budget`.
 * Several boxes with one id are alternative places, the best first. A label without such a place may cover nodes of a lower priority.
 */
export function chooseLabels(boxes: Iterable<Box>, budget: number, marks: Mark[] = []): Map<string, Box> {
  const tiers = new Map(marks.map(({ id, tier }) => [id, tier]))
  const tierOf = (id: string) => tiers.get(id) ?? 0
  const nodes = new BoxIndex()
  for (const mark of marks) nodes.add(mark)
  const index = new BoxIndex()
  const chosen = new Map<string, Box>()
  for (const places of byId(boxes)) {
    if (chosen.size >= budget) break
    const free = places.filter(box => index.isFree(box, MARGIN))
    const place =
      free.find(box => nodes.isFree(box, 0, ({ id }) => id !== box.id)) ??
      free.find(box => nodes.isFree(box, 0, ({ id }) => id !== box.id && tierOf(id) <= tierOf(box.id)))
    if (!place) continue
    index.add(place)
    chosen.set(place.id, place)
  }
  return chosen
}

/** The boxes of each id, in the order of their first ones. */
function byId(boxes: Iterable<Box>): Iterable<Box[]> {
  const found = new Map<string, Box[]>()
  for (const box of boxes) {
    const known = found.get(box.id)
    if (known) known.push(box)
    else found.set(box.id, [box])
  }
  return found.values()
}
