/** An invalid date pattern. */
export class PatternError extends Error {
  override name = 'PatternError'
}

/** Returns EDTF text with the precision of the pattern; null if the text does not match. */
export type DateReader = (text: string) => string | null

const TOKEN = /'([^']*)'|(y+|M+|d+|H+|h+|m+|s+|[A-Za-z])|([^A-Za-z']+)/g

const DIGITS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  yy: '(?<year>\\d{2})',
  M: '(?<month>\\d{1,2})',
  MM: '(?<month>\\d{2})',
  d: '(?<day>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  H: '\\d{1,2}',
  HH: '\\d{2}',
  m: '\\d{1,2}',
  mm: '\\d{2}',
  s: '\\d{1,2}',
  ss: '\\d{2}',
}

/**
 * Compiles a Unicode date pattern (UTS 35): yyyy or yy, M or MM, MMM or MMMM (names), d or dd; H, m and s are skipped.
 * Other characters and letters in single quotes match themselves. `from` is the earliest year that a two-digit year can
 * mean: 1950 means 1950 to 2049.
 * @throws {PatternError} if a letter is unknown, the year or its century is missing, or a day has no month
 */
export function compilePattern(pattern: string, language = 'en', from?: number): DateReader {
  const parts: string[] = []
  const names = new Map<string, number>()
  for (const [, quoted, letters, other] of pattern.matchAll(TOKEN)) {
    if (letters === 'MMM' || letters === 'MMMM') {
      for (const [name, month] of monthNames(language)) names.set(name, month)
      parts.push('(?<name>[\\p{L}\\p{M}.]+)')
    } else if (letters !== undefined) {
      const digits = DIGITS[letters]
      if (letters === 'yy' && from === undefined) throw new PatternError(withoutCentury(pattern))
      if (!digits) throw new PatternError(`"${pattern}" has "${letters}", which is not one of ${known}`)
      parts.push(digits)
    } else parts.push(escaped(quoted ?? other ?? ''))
  }
  const has = (group: string) => parts.some(part => part.startsWith(`(?<${group}>`))
  if (!has('year')) throw new PatternError(`"${pattern}" has no year; write yyyy`)
  if (from !== undefined && !parts.includes(DIGITS.yy ?? ''))
    throw new PatternError(`"${pattern}" has a year of four digits; remove from, which is for yy`)
  if (has('day') && !has('month') && !has('name')) throw new PatternError(`"${pattern}" has a day and no month`)
  if (has('month') && has('name')) throw new PatternError(`"${pattern}" names the month twice`)
  let matcher: RegExp
  try {
    matcher = new RegExp(`^${parts.join('')}$`, 'u')
  } catch {
    throw new PatternError(`"${pattern}" names one part of a date twice`)
  }
  return text => {
    const { year, month, name, day } = matcher.exec(text.trim())?.groups ?? {}
    if (year === undefined) return null
    const number = name === undefined ? month : names.get(fold(name))
    if (name !== undefined && number === undefined) return null
    return [from === undefined ? year : inWindow(Number(year), from), number, day]
      .filter(part => part !== undefined)
      .map(part => String(part).padStart(2, '0'))
      .join('-')
  }
}

/** The year with these last two digits among the hundred years from `from`. */
const inWindow = (year: number, from: number) => from + ((((year - from) % 100) + 100) % 100)

const withoutCentury = (pattern: string) =>
  `"${pattern}" has a two-digit year of an unknown century; give the century, such as { pattern: ${pattern}, from: 1950 } for 1950 to 2049`

const known = 'yyyy, yy, M, MM, MMM, MMMM, d, dd, H, HH, m, mm, s, ss; put words in single quotes'
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+')
const fold = (name: string) => name.toLocaleLowerCase().replaceAll('.', '')

/** Cached, because formatting dates is slow and many patterns may be tried. */
const months = new Map<string, ReadonlyMap<string, number>>()

function monthNames(language: string): ReadonlyMap<string, number> {
  const found = months.get(language) ?? new Map(monthNamesIn(language))
  months.set(language, found)
  return found
}

function* monthNamesIn(language: string): Generator<[string, number]> {
  for (let month = 0; month < 12; month++)
    for (const style of ['long', 'short'] as const)
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { month: style, day, timeZone: 'UTC' })
        const part = format.formatToParts(Date.UTC(2000, month, 1)).find(({ type }) => type === 'month')
        if (part) yield [fold(part.value), month + 1]
        if (part && style === 'long' && language === 'en') yield [fold(part.value).slice(0, 4), month + 1]
      }
}
