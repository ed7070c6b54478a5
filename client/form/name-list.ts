/** What separates the names of a list, as in the parameter of several people. */
const SEPARATORS = /[,，、]/

export const hasSeparator = (name: string): boolean => SEPARATORS.test(name)

/** The name that is being typed, which is the last one of a list, and the text before it. */
export function lastName(text: string, several: boolean): { before: string; last: string } {
  if (!several) return { before: '', last: text.split(SEPARATORS).join(' ').trim() }
  const [, before = '', last = ''] = /^(.*[,，、]\s*)?(.*)$/s.exec(text) ?? []
  return { before, last: last.trim() }
}

/** The text with each of its names replaced. */
export const mapNames = (text: string, several: boolean, replace: (name: string) => string): string =>
  several
    ? text
        .split(SEPARATORS)
        .map(name => name.trim())
        .filter(name => name !== '')
        .map(replace)
        .join(', ')
    : replace(text.trim())
