/**
 * Widths of printable ASCII, U+0020 to U+007E, in hundredths of the font size: the larger of DejaVu Sans and Liberation Sans, which has
 * the metrics of Arial. Most fonts are narrower, so a text never needs more room than it was given.
 */
const ASCII = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 56, 102, 68, 69, 72, 77, 67, 61, 78, 75, 29, 50, 67, 56, 86, 75, 79, 67, 79, 72, 67, 61, 73, 68, 99, 69, 67,
  69, 39, 34, 39, 84, 56, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
]
/** Bold letters are wider by about this factor. */
const BOLD = 1.12

const ZERO = /^[\p{M}\p{Cf}\p{Cc}]$/u
const WIDE =
  /^[\u1100-\u11ff\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]$/u
const SUPPLEMENTARY = 0xffff

/** The width of a text in the unit of `size`, the same in Node and in every browser. */
export function textWidth(text: string, size: number, bold = false): number {
  let hundredths = 0
  for (const character of text.normalize('NFC')) hundredths += widthOf(character)
  return ((hundredths * size) / 100) * (bold ? BOLD : 1)
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  const ascii = ASCII[code - 32]
  if (ascii !== undefined && code >= 32) return ascii
  if (ZERO.test(character)) return 0
  if (WIDE.test(character)) return 100
  // Emoji and rare ideographs.
  if (code > SUPPLEMENTARY) return 130
  const base = character.normalize('NFD').codePointAt(0) ?? 0
  return base === code ? 75 : (ASCII[base - 32] ?? 75)
}
