/**
 * Names as search sees them: case, accents, width and punctuation folded away, and every character of a script
 * that writes no spaces a word of its own. So 翁荔 is found by 翁, by 荔 and by 翁荔, and Álvarez by alvarez.
 */
export const foldName = (name: string): string =>
  // Most names need no Unicode, which takes several times as long.
  ASCII.test(name)
    ? name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    : name
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, ' $& ')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const ASCII = /^[\x00-\x7f]*$/

/** A folded name with its last word first: a family name may be written first or last. */
export const turnName = (folded: string): string => folded.replace(/^(.*) ([^ ]+)$/, '$2 $1')

/**
 * A Lucene query over folded names: all words must occur, words of unspaced scripts side by side as typed, and a
 * word of letters may be the beginning of one. Names that hold the words whole, and side by side, score higher, so they
 * are among the hits even if only the best are asked for. The last quotes hold the folded text, which `search.cypher` reads.
 * Empty where the text has neither letter nor digit.
 */
export function searchQuery(text: string): string {
  const words = wordsOf(text)
  const terms: string[] = []
  for (const word of words) {
    const previous = terms.at(-1)
    if (!UNSPACED.test(word)) terms.push(`+${word}*`)
    else if (previous?.endsWith('"')) terms[terms.length - 1] = `${previous.slice(0, -1)} ${word}"`
    else terms.push(`+"${word}"`)
  }
  if (words.length === 0) return ''
  const whole = words.filter(word => !UNSPACED.test(word)).map(word => `${word}^2`)
  return [...terms, ...whole, `"${words.join(' ')}"^4`].join(' ')
}

/**
 * A Lucene query for names that are near: any word, with no letter wrong in a word of one or two, one in a word of up to
 * five, and two in a longer one (Elasticsearch's fuzziness AUTO); or any name that is written without vowels and has the
 * same consonants.
 */
export function nearQuery(text: string): string {
  const words = wordsOf(text)
  const near = words.map(word => {
    if (UNSPACED.test(word) || word.length < 3) return word
    return `${word}~${word.length < 6 ? 1 : 2}`
  })
  return [...near, ...skeletonsOf(words.filter(word => LATIN.test(word)))].join(' OR ')
}

const wordsOf = (text: string): string[] => foldName(text).match(/[^ ]+/g) ?? []

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const LATIN = /^[a-z]+$/

/** Fewer consonants are those of too many names. */
const LEAST_CONSONANTS = 3

/**
 * The consonants of each word, and of all words together, that have at least three. Arabic, Hebrew and other scripts leave
 * out vowels, so that محمد and Mohammed have no more than these in common. Each begins with a 0, which keeps them apart
 * from words.
 */
export function skeletonsOf(words: readonly string[]): string[] {
  const each = words.map(consonantsOf)
  const all = [...each, each.join('')].filter(({ length }) => length >= LEAST_CONSONANTS)
  return [...new Set(all)].map(consonants => `0${consonants}`)
}

/** What different spellings of one consonant have in common: q and k, kh and k, dd and d; w, y and a last h come and go. */
const consonantsOf = (word: string): string =>
  word
    .replace(/ph/g, 'f')
    .replace(/ch/g, 's')
    .replace(/([bcdgkstz])h/g, '$1')
    .replace(/[qc]/g, 'k')
    .replace(/h$/, '')
    .replace(/[aeiouwy]+/g, '')
    .replace(/(.)\1+/g, '$1')

/** `search` and `near-names` rank so many names, the closest by the index; their Cypher has the same number. */
export const MOST_RANKED = 500
