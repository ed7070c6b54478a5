import type { ValueChange } from '../statements/describe.ts'

const MOST_LISTED = 200

/** One line for each value that a load would change. */
export function describeValues(values: readonly ValueChange[]): string[] {
  const lines = values.slice(0, MOST_LISTED).map(line)
  return values.length > MOST_LISTED ? [...lines, `  and ${values.length - MOST_LISTED} more; --json lists all`] : lines
}

function line({ kind, id, column, before, after, about }: ValueChange): string {
  const what = about ? `claim ${about.join(' ')}` : `${kind} ${id}`
  const added = Array.isArray(after) && Array.isArray(before ?? []) ? after.filter(one => !before?.includes(one)) : []
  if (added.length > 0 && after?.length === (before?.length ?? 0) + added.length)
    return `  ${what}: ${column}: ${added.map(shown).join(', ')} added`
  if (before === null) return `  ${what}: ${column}: ${shown(after)} added`
  return `  ${what}: ${column}: ${shown(before)} becomes ${shown(after)}`
}

const shown = (value: string | string[] | null): string =>
  value === null
    ? 'nothing'
    : [value]
        .flat()
        .map(text => JSON.stringify(text))
        .join(', ')
