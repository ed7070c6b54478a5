import { distance } from 'fastest-levenshtein'
import { foldName } from '../../cypher/names.ts'

/**
 * Whether two sets of names can belong to one person or organisation. Two registers that number their people 1, 2, 3
 * use one id for people with unrelated names; the id is then wrong. Names are alike if they share a word, have nearly
 * the same spelling, or one consists of the other's initials. An `id` made of words counts as one of the `others`. If
 * it is a number or code, half of a name is not enough.
 */
export function areAlike(names: readonly string[], others: readonly string[], id: string): boolean {
  const idWords = tellingWordsOf(id)
  const least = idWords.length > 0 ? 0.5 : 0.6
  for (const name of names) {
    const words = wordsOf(name)
    if (idWords.some(word => words.includes(word))) return true
    for (const other of others) {
      if (shareOf(tellingWords(name), tellingWords(other)) >= least) return true
      if (areInitials(words, wordsOf(other)) || areInitials(wordsOf(other), words)) return true
    }
  }
  return false
}

/** Whether an id consists of words rather than a number or code. */
export const hasWords = (id: string): boolean => tellingWordsOf(id).length > 0

const tellingWordsOf = (id: string): string[] =>
  /\d/.test(id) ? [] : wordsOf(id).filter(word => /^\p{L}{3,}$/u.test(word) || IDEOGRAPH.test(word))

/** The distinctive words of a name, without those that many organisations share, unless it has no others. */
function tellingWords(name: string): string[] {
  const words = wordsOf(name)
  const telling = words.filter(word => !COMMON.has(word))
  return telling.length > 0 ? telling : words
}

const COMMON = new Set(
  (
    'the of and for in de la le les du des der die das und van el los y a inc ltd llc plc gmbh ag sa corp co company ' +
    'university universitat universite universidad college school institute institut bank group club fc team board council ministry department'
  ).split(' '),
)

/** The share of the shorter name's words that the longer name contains. */
function shareOf(a: string[], b: string[]): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  if (shorter.length === 0) return 0
  const [one, other] = [a.join(''), b.join('')]
  if (distance(one, other) <= Math.floor(Math.min(one.length, other.length) / 5)) return 1
  const left = [...longer]
  let shared = 0
  let long = 0
  for (const word of shorter) {
    const at = left.findIndex(other => isNear(word, other))
    if (at === -1) continue
    if (Math.min(word.length, left[at]?.length ?? 0) > 1 || IDEOGRAPH.test(word)) long++
    left.splice(at, 1)
    shared++
  }
  // Initials alone match too many names.
  return long === 0 ? 0 : shared / shorter.length
}

const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u

/** Whether two words are equal, differ in at most one letter in five, or one is an initial. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length === 1 || b.length === 1) return !IDEOGRAPH.test(a) && !IDEOGRAPH.test(b) && a[0] === b[0]
  if (Math.abs(a.length - b.length) > 2) return a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a))
  return distance(a, b) <= Math.floor(Math.min(a.length, b.length) / 4)
}

const areInitials = (words: string[], of: string[]): boolean => {
  const [only] = words
  return words.length === 1 && only !== undefined && of.length > 1 && only === of.map(word => word[0]).join('')
}

const wordsOf = (name: string): string[] =>
  foldName(name)
    .split(' ')
    .filter(word => word !== '')
