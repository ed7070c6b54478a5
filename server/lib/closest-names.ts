import { distance } from 'fastest-levenshtein'

/** The known names closest to `name` by edit distance, ignoring case: at most `count`, the closest first. */
export function closestNames(name: string, known: readonly string[], count: number): string[] {
  return known.toSorted((a, b) => editsBetween(name, a) - editsBetween(name, b)).slice(0, count)
}

/** The closest known name, unless more than a third of the letters differ. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const [closest] = closestNames(name, known, 1)
  const isClose = closest !== undefined && editsBetween(name, closest) <= Math.max(1, Math.ceil(name.length / 3))
  return isClose ? closest : undefined
}

/** Edit distance that counts letters in the wrong order as one slip, not as two. */
function editsBetween(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return distance(a, b) - (sortedLetters(a) === sortedLetters(b) && a !== b ? 1 : 0)
}

const sortedLetters = (text: string) => [...text].sort().join('')
