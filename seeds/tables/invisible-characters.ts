import { invisibleIn } from '../../cypher/invisible.ts'
import type { Diagnostic } from './diagnostic.ts'

/** The warning about an invisible character in a value, which the loader removes; undefined if there is none. */
export function warningOfInvisible(
  value: unknown,
  place: Pick<Diagnostic, 'file' | 'line' | 'nth' | 'column'>,
): Diagnostic | undefined {
  const character = firstIn(value)
  if (character === undefined) return undefined
  const reversed = character.includes('override') ? '; check the text, which was displayed in reverse' : ''
  const what = `the invisible character ${character}, which is removed${reversed}`
  return {
    ...place,
    message: `holds ${what}`,
    warning: true,
    kind: `invisible ${character}`,
    many: rows => `${rows} rows hold ${what}`,
  }
}

function firstIn(value: unknown): string | undefined {
  if (typeof value === 'string') return invisibleIn(value)
  return Array.isArray(value) ? value.map(firstIn).find(character => character !== undefined) : undefined
}
