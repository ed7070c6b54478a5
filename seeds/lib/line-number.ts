/**
 * A line number gives the position of a row but does not identify it: inserting a row above changes it. A claim with a
 * locator such as `row 12`, `claims.csv line 3`, `Zeile 7` or `第3行` is therefore identified without the number.
 */
const WORDS = '\\b(?:rows?|lines?|records?|zeilen?|lignes?|filas?|l[ií]neas?)|行'
const LINE = new RegExp(`(${WORDS})[\\s.:#]*(\\d+)\\b`, 'iu')
const CHINESE = /(第)\s*(\d+)(?=\s*[行条])/u

export interface Place {
  /** The locator without a line number. */
  text: string | null
  /** The line number; null if there is none. */
  line: number | null
}

export function placeOf(locator: string | null): Place {
  if (locator === null || !/\d/.test(locator)) return { text: locator, line: null }
  const found = LINE.exec(locator) ?? CHINESE.exec(locator)
  if (!found) return { text: locator, line: null }
  return { text: locator.replace(found[0], found[1] ?? ''), line: Number(found[2]) }
}

/** A locator template in which every line number is marked as one. */
export const nameLineNumbers = (template: string): string =>
  template.replace(new RegExp(`(?<!(?:${WORDS}|第)[\\s.:#]*)\\{@(line|index)\\}`, 'giu'), 'row {@$1}')
