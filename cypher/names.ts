/**
 * Names as search sees them: case, accents, width and punctuation folded away, and every character of a script
 * that writes no spaces a word of its own. So 翁荔 is found by 翁, by 荔 and by 翁荔, and Álvarez by alvarez.
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, ' $& ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * A Lucene query over folded names: all words must occur, words of unspaced scripts side by side as typed, and a
 * word of letters may be the beginning of one. Empty where the text has neither letter nor digit.
 */
export function searchQuery(text: string): string {
  const phrases = foldName(text).match(/[^ ]+/g) ?? []
  const terms: string[] = []
  for (const word of phrases) {
    const previous = terms.at(-1)
    if (!UNSPACED.test(word)) terms.push(`${word}*`)
    else if (previous?.endsWith('"')) terms[terms.length - 1] = `${previous.slice(0, -1)} ${word}"`
    else terms.push(`"${word}"`)
  }
  return terms.join(' AND ')
}

/** A Lucene query for names that are near: any word, with up to two letters wrong. */
export const nearQuery = (text: string): string =>
  (foldName(text).match(/[^ ]+/g) ?? []).map(word => (UNSPACED.test(word) ? word : `${word}~2`)).join(' OR ')

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
