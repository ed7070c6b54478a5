import { distance } from 'fastest-levenshtein'
import type { Hint, Place } from '../../../cypher/adhoc.ts'
import type { DatabaseCatalog } from './database-catalog.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation } from './policy-violation.ts'

/** What the gate reads of a status of the driver's. */
export interface Notification {
  gqlStatus: string
  statusDescription: string
  isNotification: boolean
  position?: { line: number; column: number; offset: number }
}

const NAMES: Record<string, 'labels' | 'types' | 'properties'> = {
  '01N50': 'labels',
  '01N51': 'types',
  '01N52': 'properties',
}

/** The database's hints about an explained statement, with the nearest name where it knows none of that name. */
export function hintsOf(statuses: readonly Notification[], text: string, census: DatabaseCatalog): Hint[] {
  return statuses
    .filter(({ isNotification }) => isNotification)
    .slice(0, 20)
    .map(({ gqlStatus, statusDescription, position }) => {
      const place = position && { line: Math.max(1, position.line - 1), column: position.column }
      const kind = NAMES[gqlStatus]
      const name = /`([^`]+)`/.exec(statusDescription)?.[1]
      const instead = kind && name ? nearest(name, census[kind]) : undefined
      const message = statusDescription.replace(/^\w+: /, '').slice(0, 500)
      return { code: gqlStatus, message, ...(place && text ? { place } : {}), ...(instead ? { instead } : {}) }
    })
}

/** The name that is meant, if one is near: at most a third of its letters differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const letters = (text: string) => [...text.toLowerCase()].sort().join('')
  // Letters that changed places are one slip and not two.
  const far = (other: string) =>
    distance(name.toLowerCase(), other.toLowerCase()) - (letters(name) === letters(other) ? 1 : 0)
  const [best] = known.toSorted((a, b) => far(a) - far(b))
  return best !== undefined && far(best) <= Math.max(1, Math.ceil(name.length / 3)) ? best : undefined
}

/** Neo4j's own refusal of a text, if that is what an error is; `ahead` lines of ours stand before the statement. */
export function syntaxViolation(error: unknown, tokens: readonly Token[], ahead: number): PolicyViolation | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const code = String(error.code)
  if (!/^Neo\.ClientError\.(Statement|Procedure|Schema|Database|Request)\./.test(code)) return undefined
  const [, line, column] = /\(line (\d+), column (\d+) \(offset: \d+\)\)/.exec(error.message) ?? []
  const place: Place | undefined = line
    ? { line: Math.max(1, Number(line) - ahead), column: Math.max(1, Number(column)) }
    : undefined
  const message =
    error.message
      .split(/ \(line \d+, column/)[0]
      ?.trim()
      .replace(/\.$/, '')
      .slice(0, 600) ?? ''
  const wrong = /^Invalid input '([^']+)'/.exec(message)?.[1]
  const quoted = [...message.matchAll(/'([A-Z][A-Z ]+)'/g)].map(([, word = '']) => word)
  const expected = quoted.filter(word => word !== wrong)
  const meant = wrong && nearest(wrong, expected)
  const short = message.length > 200 ? message.replace(/: expected .*/s, '') : message
  const missing = code.endsWith('ParameterMissing')
  const instead = meant
    ? `Did you mean ${meant}?`
    : missing
      ? 'Give it in params.'
      : tokens[0]?.syntax.startsWith(':')
        ? 'Commands of a console are no Cypher.'
        : 'Neo4j says so; correct it there.'
  return new PolicyViolation(missing ? 'parameters' : 'syntax', short || 'Neo4j refuses the statement', instead, place)
}
