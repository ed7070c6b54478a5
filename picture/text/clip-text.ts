import { withoutInvisible } from '../../cypher/invisible.ts'
import { textWidth } from './text-width.ts'

/** Characters that XML 1.0 forbids, and line breaks, which SVG text has none of. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cs}/gu
/** The most characters of one grapheme: a longer one is a letter under a heap of accents, which would cover other lines. */
const MAX_GRAPHEME = 12
const KEPT_OF_GRAPHEME = 3
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069']
const ELLIPSIS = '…'
/** No picture has room for more. Splitting long texts into graphemes takes long. */
const MAX_LENGTH = 2_000

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

export const withoutForbidden = (text: string): string => text.replace(FORBIDDEN, ' ')

/** A text as one line of visible characters that XML allows, with at most a few accents on each letter. */
export function cleanText(text: string): string {
  const plain = withoutInvisible(withoutForbidden(text.slice(0, MAX_LENGTH)))
    .replace(/\s+/g, ' ')
    .trim()
  return /\p{M}{3}|\u200d/u.test(plain) ? graphemes(plain).join('') : plain
}

const graphemes = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => {
    const characters = [...segment]
    return characters.length > MAX_GRAPHEME ? characters.slice(0, KEPT_OF_GRAPHEME).join('') : segment
  })

/** A name in a sentence: its direction does not change that of the words around it. */
export const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text

/** The text, cut between graphemes so that it fits into `width`. An ellipsis marks the cut. */
export function clipText(text: string, width: number, size: number, bold = false): string {
  const clean = cleanText(text)
  if (textWidth(clean, size, bold) <= width) return clean
  let [kept, used] = ['', textWidth(ELLIPSIS, size, bold)]
  for (const grapheme of graphemes(clean)) {
    used += textWidth(grapheme, size, bold)
    if (used > width) break
    kept += grapheme
  }
  return kept === '' ? '' : `${kept.trimEnd()}${ELLIPSIS}`
}

/** Breaks a text between words, or between Chinese characters, into at most `most` lines; the last one is clipped. */
export function wrapText(text: string, width: number, size: number, most = 3, bold = false): string[] {
  const lines: string[] = []
  const words =
    cleanText(text).match(
      /[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]+|\s+/gu,
    ) ?? []
  for (const word of words) {
    const last = lines.at(-1)
    const isFull = last === undefined || textWidth(`${last}${word}`.trimEnd(), size, bold) > width
    if (!isFull || (/^[，。、；：？！）]$/.test(word) && last !== undefined)) lines[lines.length - 1] = `${last}${word}`
    else if (word.trim() !== '') lines.push(word)
  }
  const kept = lines.slice(0, most)
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines.slice(most).join(' ')}`
  return kept.map(line => clipText(line, width, size, bold))
}
