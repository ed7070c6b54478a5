import { parser } from '@lezer/json'
import type { Place } from '../../cypher/adhoc.ts'
import { syntaxRange } from '../store/json-syntax.ts'
import { paramNames, placeOf, type Range } from './statement-text.ts'

/** Parameters as typed: one JSON object. */

export interface ParamsFault extends Range {
  /** syntax: invalid JSON; object: not an object; number: not exactly representable; twice: a duplicate name. */
  reason: 'syntax' | 'object' | 'number' | 'twice'
  text: string
  place: Place
}
export type CheckedParams = { ok: true; params: Record<string, unknown> } | { ok: false; fault: ParamsFault }

/** Empty text means no parameters. */
export function checkParams(text: string): CheckedParams {
  if (text.trim() === '') return { ok: true, params: {} }
  const found = faultOf(text)
  if (!found) return { ok: true, params: JSON.parse(text) }
  const from = Math.min(found.from, text.length)
  const fault = { ...found, from, text: text.slice(from, found.to), place: placeOf(text, from) }
  return { ok: false, fault }
}

function faultOf(text: string): (Range & { reason: ParamsFault['reason'] }) | null {
  const value = parsed(text)
  if (value === undefined) return { reason: 'syntax', ...syntaxRange(text) }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'object', from: text.search(/\S/), to: text.trimEnd().length }
  return badNumber(text) ?? namedTwice(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Numbers that JavaScript cannot represent are written as typed text. */
function badNumber(text: string) {
  const cursor = parser.parse(text).cursor()
  do {
    if (cursor.name !== 'Number') continue
    const { from, to } = cursor
    const number = Number(text.slice(from, to))
    const whole = /^-?\d+$/.test(text.slice(from, to))
    if (!Number.isFinite(number) || (whole && !Number.isSafeInteger(number)))
      return { reason: 'number' as const, from, to }
  } while (cursor.next())
  return null
}

/** JSON.parse silently keeps the last duplicate, but the user may have meant the first. */
function namedTwice(text: string) {
  const top = parser.parse(text).topNode.firstChild
  const names = new Set<string>()
  for (const property of top?.getChildren('Property') ?? []) {
    const name = property.getChild('PropertyName')
    if (!name) continue
    const written: string = JSON.parse(text.slice(name.from, name.to))
    if (names.has(written)) return { reason: 'twice' as const, from: name.from, to: name.to }
    names.add(written)
  }
  return null
}

/** Names that the statement uses but the parameters lack. */
export const missingParams = (query: string, params: Record<string, unknown>): string[] =>
  paramNames(query).filter(name => !Object.hasOwn(params, name))
