import { daysIn } from './calendar.ts'
import { monthOf } from './month-names.ts'

/**
 * EDTF texts for one date in another notation, such as 5 May 2010, 2010.05.03, 2010年5月, Q3 2023 or 2010s; two texts if day and
 * month may be swapped. `text` is in lower case and normalised to NFKC.
 */
export function readNotation(text: string): string[] {
  for (const [pattern, read] of NOTATIONS) {
    const found = pattern.exec(text)
    const dates = found ? read(found.slice(1)) : []
    if (dates.length > 0) return dates
  }
  return readWords(text)
}

type Parts = (string | undefined)[]
const two = (part: string | number) => String(part).padStart(2, '0')

/** A zero month or day is unknown. Empty if the day does not exist. */
function date(year = '', month = '0', day = '0'): string[] {
  const [m, d] = [Number(month), Number(day)]
  if (m === 0) return d === 0 ? [year] : []
  if (m > 12 || d > daysIn(Number(year), m)) return []
  return [d === 0 ? `${year}-${two(m)}` : `${year}-${two(m)}-${two(d)}`]
}

const months = (year: string | undefined, from: number, to: number) => [`${year}-${two(from)}/${year}-${two(to)}`]
const quarter = (year: string | undefined, number: number) => months(year, 3 * number - 2, 3 * number)
const half = (year: string | undefined, number: number) => months(year, 6 * number - 5, 6 * number)
const numberOf = (digit = '') => Number(digit) || '一二三四'.indexOf(digit) + 1

const SEASONS: [number, string][] = [
  [21, 'spring|frühling|frühjahr|printemps|primavera|春季?天?'],
  [22, 'summer|sommer|été|verano|estate|夏季?天?'],
  [23, 'autumn|fall|herbst|automne|otoño|autunno|秋季?天?'],
  [24, 'winter|hiver|invierno|inverno|冬季?天?'],
]

const NOTATIONS: [RegExp, (parts: Parts) => string[]][] = [
  [/^(\d{4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,2})\.?$/, ([y, m, d]) => date(y, m, d)],
  [/^(\d{4})[-/. ]+(\d{1,2})$/, ([y, m]) => date(y, m)],
  // Day and month may be swapped, but with dots the day comes first.
  [/^(\d{1,2})([-/ ])(\d{1,2})\2(\d{4})$/, ([a, , b, y]) => [...new Set([...date(y, b, a), ...date(y, a, b)])]],
  [/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/, ([d, m, y]) => date(y, m, d)],
  [/^(\d{1,2})[-/. ](\d{4})$/, ([m, y]) => date(y, m)],
  [/^(\d{4})(\d\d)(\d\d)$/, ([y, m, d]) => date(y, m, d)],
  [/^((?:19|20)\d\d)(\d\d)$/, ([y, m]) => date(y, m)],
  [/^(\d{4}-\d\d-\d\d)[t ]\d.*$/, ([day = '']) => [day]],
  [/^(\d{4}) ?[年년](?: ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日号號일])?)?$/, ([y, m, d]) => date(y, m, d)],
  [/^(\d{3})0(?:'?s|年代|er(?: jahre)?)$/, ([d]) => (d?.endsWith('0') ? [`${d}X`, `${d.slice(0, 2)}XX`] : [`${d}X`])],
  [
    /^(\d{1,2})(?:st|nd|rd|th|\.)? ?(?:c\.?|cent\.?|century|jahrhundert|世纪|世紀)$/,
    ([c]) => [`${two(Number(c) - 1)}XX`],
  ],
  [/^q([1-4])[ ,/-]*(\d{4})$/, ([q, y]) => quarter(y, Number(q))],
  [/^([1-4])q[ /-]?(\d{4})$/, ([q, y]) => quarter(y, Number(q))],
  [/^(\d{4})[ /-]?q([1-4])$/, ([y, q]) => quarter(y, Number(q))],
  [/^([1-4])(?:st|nd|rd|th) quarter(?: of)?,? (\d{4})$/, ([q, y]) => quarter(y, Number(q))],
  [/^(\d{4}) ?年?第?([一二三四1-4])季度?$/, ([y, q]) => quarter(y, numberOf(q))],
  [/^h([12])[ ,/-]*(\d{4})$/, ([h, y]) => half(y, Number(h))],
  [/^(\d{4})[ /-]?h([12])$/, ([y, h]) => half(y, Number(h))],
  [/^(\d{4}) ?年?([上下])半年$/, ([y, h]) => half(y, h === '上' ? 1 : 2)],
  ...SEASONS.flatMap(([number, words]): typeof NOTATIONS => [
    [new RegExp(`^(?:${words})(?: of| de)?,? ?(\\d{4})$`), ([y]) => [`${y}-${number}`]],
    [new RegExp(`^(\\d{4}) ?年?,? ?(?:${words})$`), ([y]) => [`${y}-${number}`]],
  ]),
]

/** A month name, a year and optionally a day, in any order. */
function readWords(text: string): string[] {
  const words = text.split(/[\s,/-]+|\.\s+/).filter(word => word !== '' && !BESIDE.test(word))
  const found: { year?: string; month?: number; day?: string } = {}
  for (const word of words) {
    const [, day] = /^(\d{1,2})(?:st|nd|rd|th|\.|er|º)?$/.exec(word) ?? []
    const month = monthOf(word)
    if (/^\d{4}$/.test(word) && found.year === undefined) found.year = word
    else if (day !== undefined && found.day === undefined) found.day = day
    else if (month !== undefined && found.month === undefined) found.month = month
    else return []
  }
  const { year, month, day } = found
  return year === undefined || month === undefined ? [] : date(year, String(month), day)
}

/** Weekdays, and words between the parts of a date. */
const BESIDE =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?|of|the|de|del|en|г\.?|года?|р\.?)$/
