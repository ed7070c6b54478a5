/** The precision at which a cell displays its date. */
export type ShownPrecision = 'day' | 'month' | 'year'

/**
 * Built-in formats of Excel (ECMA-376 18.8.30). Formats 27 to 58 depend on the language, and some are a month in
 * Chinese and a day in Japanese: we use the vaguer one.
 */
const BUILT_IN: Readonly<Record<number, ShownPrecision>> = {
  ...{ 14: 'day', 15: 'day', 16: 'day', 17: 'month', 22: 'day' },
  ...{ 27: 'month', 28: 'day', 29: 'day', 30: 'day', 31: 'day', 36: 'month' },
  ...{ 50: 'month', 51: 'day', 52: 'month', 53: 'day', 54: 'day', 57: 'month', 58: 'day' },
}

/** The precision of a number format; null if it shows no date. */
export function precisionShown(id: number, custom: ReadonlyMap<number, string>): ShownPrecision | null {
  const code = custom.get(id)
  if (code === undefined) return BUILT_IN[id] ?? null
  const [first = ''] = code.split(';')
  const letters = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase()
  if (/general|[0#?@]/.test(letters)) return null
  if (letters.includes('d')) return 'day'
  if (!/[ye]/.test(letters)) return null
  return letters.includes('m') ? 'month' : 'year'
}

const LAST_DAY = 2_958_465

/**
 * The EDTF text of a serial day number. Days are counted without time zones. Excel counts from 1899-12-31 and includes
 * a 29 February 1900, or from 1904-01-01. Null if the number is no day.
 */
export function dateShown(serial: number, precision: ShownPrecision, from1904: boolean): string | null {
  const day = Math.floor(serial)
  if (!Number.isFinite(day) || day < 1 || day > LAST_DAY || (day === 60 && !from1904)) return null
  const since = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  const text = new Date(since + day * 86_400_000).toISOString()
  return text.slice(0, { day: 10, month: 7, year: 4 }[precision])
}
