import { isObject } from '../../files/json-lines.ts'

/** Numbers are years or identifiers here, so treat them as text. */
export const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}

export const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : [])

/**
 * The name of a person or organisation, and its aliases. Without `name`, it is the current one of `other_names`, or
 * given and family name.
 */
export function namesOf(object: Record<string, unknown>): { name: string | undefined; aliases: string[] } {
  const others = list(object.other_names)
  const name = textOf(object.name) ?? currentName(others) ?? fullName(object)
  const alternate = [object, ...others].flatMap(({ alternate_names }) => alternate_names)
  const aliases = new Set([...others.map(fullName), ...alternate.map(textOf)].filter(alias => alias !== undefined))
  if (name !== undefined) aliases.delete(name)
  return { name, aliases: [...aliases] }
}

/** Of successive names, the one without an end date, otherwise the last. Ignores alternate names. */
function currentName(others: Record<string, unknown>[]): string | undefined {
  const named = others.filter(other => fullName(other) !== undefined)
  named.sort((a, b) => {
    const [rankA, rankB] = [rankOf(a), rankOf(b)]
    const at = rankA.findIndex((rank, nth) => rank !== rankB[nth])
    return at === -1 ? 0 : (rankA[at] ?? '') > (rankB[at] ?? '') ? -1 : 1
  })
  return named[0] && fullName(named[0])
}

const rankOf = ({ note, start_date, end_date }: Record<string, unknown>): string[] => {
  const kind = textOf(note) ?? ''
  const isMain = /^main$/i.test(kind)
    ? '2'
    : /alternat|alias|former|maiden|birth|multilingual|nick/i.test(kind)
      ? '0'
      : '1'
  return [isMain, textOf(end_date) ?? '9999', textOf(start_date) ?? '']
}

/** The name, or its parts joined. Members of the House of Lords are named by their titles. */
function fullName(object: Record<string, unknown>): string | undefined {
  const part = (key: string) => textOf(object[key])
  const [title, place] = [part('lordname'), part('lordofname')]
  const parts =
    title || place
      ? [part('honorific_prefix'), title, place && `of ${place}`]
      : [part('given_name'), part('additional_name'), part('family_name')]
  const made = parts.filter(text => text !== undefined).join(' ')
  return part('name') ?? (made === '' ? undefined : made)
}
