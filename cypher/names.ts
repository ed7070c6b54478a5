/**
 * Folds a name for search: removes case, accents, width and punctuation, and separates each character of unspaced scripts as a word.
 * So 翁荔 is found by 翁, 荔 and 翁荔, and Álvarez by alvarez.
 */
export const foldName = (name: string): string =>
  // Most names are ASCII, which is several times faster.
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

/** A folded name with its last word first, because a family name may come first or last. */
export const turnName = (folded: string): string => folded.replace(/^(.*) ([^ ]+)$/, '$2 $1')

/**
 * A Lucene query over folded names. All words must occur; words of unspaced scripts must be adjacent as typed, and a word of letters
 * may be a prefix. Names with the whole words next to each other score higher, so they are found even with a low limit. The last
 * quoted part is the folded text, which `search.cypher` reads. Empty if the text has no letter or digit.
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
 * The same over roles and sources, whose indexes leave out the most common English words (Lucene's `EnglishAnalyzer`): such a word
 * counts only if there is no other.
 */
export function wordsQuery(text: string): string {
  const words = wordsOf(text)
  const telling = words.filter(word => !COMMON.has(word))
  return searchQuery((telling.length > 0 ? telling : words).join(' '))
}

const COMMON = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was ' +
    'will with'
  ).split(' '),
)

/**
 * A Lucene query for similar names: any word, with no wrong letter in words of one or two letters, one in words of up to five, and two
 * in longer ones (Elasticsearch's fuzziness AUTO); or any name written without vowels that has the same consonants.
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

/** Too many names share fewer consonants. */
const LEAST_CONSONANTS = 3

/**
 * The consonants of each word, and of all words together, if there are at least three. Arabic, Hebrew and other scripts omit vowels,
 * so محمد and Mohammed share only their consonants. Each key begins with 0, which distinguishes it from words.
 */
export function skeletonsOf(words: readonly string[]): string[] {
  const each = words.map(consonantsOf)
  const all = [...each, each.join('')].filter(({ length }) => length >= LEAST_CONSONANTS)
  return [...new Set(all)].map(consonants => `0${consonants}`)
}

/** Unifies spellings of a consonant: q and k, kh and k, dd and d; drops w, y and a final h, which are often omitted. */
const consonantsOf = (word: string): string =>
  word
    .replace(/ph/g, 'f')
    .replace(/ch/g, 's')
    .replace(/([bcdgkstz])h/g, '$1')
    .replace(/[qc]/g, 'k')
    .replace(/h$/, '')
    .replace(/[aeiouwy]+/g, '')
    .replace(/(.)\1+/g, '$1')

/** The number of closest names that `search` and `near-names` rank; their Cypher has the same number. */
export const MOST_RANKED = 500
