/**
 * A line number says where a row stands in a file and not which row it is: with one row more above, every row has another.
 * So a locator as `row 12`, `claims.csv line 3`, `Zeile 7` or `第3行` identifies a claim without its number.
 */
const LINE = /^(.*?(?:\b(?:rows?|lines?|records?|zeilen?|lignes?|filas?|l[ií]neas?)|行))[\s.:#]*(\d+)$/iu
const CHINESE = /^(.*第)\s*(\d+)\s*([行条].*)$/u

export interface Place {
  /** The locator without a line number. */
  text: string | null
  /** The line number; null where there is none. */
  line: number | null
}

export function placeOf(locator: string | null): Place {
  if (locator === null || !/\d/.test(locator)) return { text: locator, line: null }
  const [, text, digits, rest = ''] = LINE.exec(locator) ?? CHINESE.exec(locator) ?? []
  return text === undefined ? { text: locator, line: null } : { text: text + rest, line: Number(digits) }
}
