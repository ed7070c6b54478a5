/**
 * Invisible characters, which make texts that look the same differ: zero-width spaces, soft hyphens, direction marks, fillers, and tags
 * other than those of a flag.
 */
const INVISIBLE =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]/gu

const PLAIN =
  '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}0-9]'

/**
 * Joiners (U+200C, U+200D) shape letters of Arabic and Indic scripts, also at the end of a word after its vowel sign, and join emoji.
 * At other edges of words, and between letters of other scripts, they have no effect.
 */
const IDLE_JOINER = new RegExp(
  `(?<![^\\s\\p{P}])[\\u200c\\u200d]+|(?<!\\p{M})[\\u200c\\u200d]+(?![^\\s\\p{P}])|(?<=${PLAIN})[\\u200c\\u200d]+(?=${PLAIN})`,
  'gu',
)

/** A quick check that excludes most text, such as unaccented Latin letters and digits. */
const BEYOND_ASCII = /[\u00a0-\uffff]/

/** Any of the above, or a space other than U+0020. */
const ANY =
  /\u034f|[\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u

/** Spaces of other widths and non-breaking spaces, with the spaces around them. */
const SPACES = /\s*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][\s\u00a0]*/g

/** The text without invisible characters and with ordinary spaces only. */
export function withoutInvisible(text: string): string {
  if (!BEYOND_ASCII.test(text) || !ANY.test(text)) return text
  return text.replace(INVISIBLE, '').replace(IDLE_JOINER, '').replace(SPACES, ' ')
}

/** The first invisible character that `withoutInvisible` removes, such as `U+200B (zero width space)`; undefined if the text has only visible ones. */
export function invisibleIn(text: string): string | undefined {
  if (!BEYOND_ASCII.test(text) || !ANY.test(text)) return undefined
  const [removed = ''] = text.match(INVISIBLE) ?? text.replace(INVISIBLE, '').match(IDLE_JOINER) ?? []
  return removed === '' ? undefined : describeCharacter(removed)
}

/** For example `U+200B (zero width space)`. */
export function describeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const name = NAMES[code]
  return `U+${code}${name ? ` (${name})` : ''}`
}

/** Unicode names. */
const NAMES: Readonly<Record<string, string>> = {
  '0000': 'NUL',
  '00AD': 'soft hyphen',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'pop directional formatting',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first strong isolate',
  '2069': 'pop directional isolate',
  '3164': 'Hangul filler',
  FEFF: 'byte order mark',
}
