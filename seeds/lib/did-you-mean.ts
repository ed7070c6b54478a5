import { distance } from 'fastest-levenshtein'
import { foldName } from '../../cypher/names.ts'

/**
 * The closest known name: it differs in at most a third of its letters, rounded up, or one name is a prefix of the
 * other.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = foldName(name.slice(0, 100))
  let best: { known: string; far: number } | undefined
  for (const candidate of known) {
    const other = foldName(candidate)
    const begins = Math.min(wanted.length, other.length) > 2 && (wanted.startsWith(other) || other.startsWith(wanted))
    const far = begins ? 1 : distance(wanted, other)
    if (far <= Math.ceil(wanted.length / 3) && far < wanted.length && (!best || far < best.far))
      best = { known: candidate, far }
  }
  return best?.known
}

/** For example `; did you mean "role"?`, or empty text. */
export const didYouMean = (name: string, known: Iterable<string>): string => {
  const near = nearest(name, known)
  return near === undefined ? '' : `; did you mean "${near}"?`
}

/** Quotes input text for a message: bounded in length, without control characters. */
export const quote = (text: string, most = 80): string =>
  `"${text.slice(0, most).replace(/[\p{Cc}\p{Cf}]/gu, '�')}${text.length > most ? '…' : ''}"`

/** For example `; did you mean "role"? Known: …`, or `. Known: …` without a suggestion. */
export const orKnown = (name: string, what: string, known: readonly string[]): string =>
  `${didYouMean(name, known) || '.'} ${what}: ${known.slice(0, 60).join(', ')}`
