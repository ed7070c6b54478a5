import type { Hint, Place } from '../../../cypher/adhoc.ts'
import { closestName } from '../../lib/closest-names.ts'
import type { DatabaseCatalog } from './database-catalog.ts'
import type { Token } from './policy-text.ts'
import { PolicyViolation } from './policy-violation.ts'

/** The part of a GQL status object that is read. */
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

/** The database's hints about an explained statement, with the closest existing name for an unknown one. */
export function hintsOf(statuses: readonly Notification[], text: string, catalog: DatabaseCatalog): Hint[] {
  return statuses
    .filter(({ isNotification }) => isNotification)
    .slice(0, 20)
    .map(({ gqlStatus, statusDescription, position }) => {
      const place = position && { line: Math.max(1, position.line - 1), column: position.column }
      const kind = NAMES[gqlStatus]
      const name = /`([^`]+)`/.exec(statusDescription)?.[1]
      const instead = kind && name ? closestName(name, catalog[kind]) : undefined
      const message = statusDescription.replace(/^\w+: /, '').slice(0, 500)
      return { code: gqlStatus, message, ...(place && text ? { place } : {}), ...(instead ? { instead } : {}) }
    })
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Values fail although the text is right, such as `1 / 0`, which Neo4j may find out while it plans. */
const VALUE_ERROR = /\.Statement\.(Arithmetic|Argument|Type|EntityNotFound)/

/** CYPHER 25, on a server that does not know it, is about the text. */
const VERSION_ERROR = /not a valid option for cypher version/

/** Converts Neo4j's error about a statement that runs, if a parameter is missing. Any other is about values, for the text was explained before. */
export const missingParameter = (error: unknown): PolicyViolation | undefined =>
  codeOf(error).endsWith('ParameterMissing') ? syntaxViolation(error, [], 0) : undefined

/** Converts Neo4j's error about a statement's text, if `error` is one. `ahead` is the number of lines that precede the statement. */
export function syntaxViolation(error: unknown, tokens: readonly Token[], ahead: number): PolicyViolation | undefined {
  const code = codeOf(error)
  if (!(error instanceof Error)) return undefined
  if (VALUE_ERROR.test(code) && !VERSION_ERROR.test(error.message)) return undefined
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
  const invalid = /^Invalid input '([^']+)'/.exec(message)?.[1]
  const quoted = [...message.matchAll(/'([A-Z][A-Z ]+)'/g)].map(([, word = '']) => word)
  const expected = quoted.filter(word => word !== invalid)
  const meant = invalid && closestName(invalid, expected)
  const short = message.length > 200 ? message.replace(/: expected .*/s, '') : message
  const missing = code.endsWith('ParameterMissing')
  const instead = meant
    ? `Did you mean ${meant}?`
    : missing
      ? 'Pass it in params.'
      : tokens[0]?.syntax.startsWith(':')
        ? 'Console commands are not Cypher.'
        : 'Correct it there.'
  return new PolicyViolation(missing ? 'parameters' : 'syntax', short || 'Neo4j rejects the statement', instead, place)
}
