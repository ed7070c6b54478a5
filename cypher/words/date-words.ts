import type { Language } from '../query.ts'

/** The words of a language for EDTF syntax. `date` is already in words. */
interface Phrases {
  locale: string
  /** What comes before a day, or before a month or a year. */
  at(isDay: boolean): string
  about(date: string): string
  perhaps(date: string): string
  by(date: string): string
  from(date: string): string
  between(first: string, last: string): string
  decade(year: number): string
  seasons: [string, string, string, string]
  season(name: string, year: string): string
}

const PHRASES: Record<Language, Phrases> = {
  en: {
    locale: 'en-GB',
    at: isDay => (isDay ? 'on ' : 'in '),
    about: date => `about ${date}`,
    perhaps: date => `perhaps ${date}`,
    by: date => `by ${date}`,
    from: date => `in or after ${date}`,
    between: (first, last) => `between ${first} and ${last}`,
    decade: year => `the ${year}s`,
    seasons: ['spring', 'summer', 'autumn', 'winter'],
    season: (name, year) => `${name} ${year}`,
  },
  zh: {
    locale: 'zh-CN',
    at: () => '',
    about: date => `约${date}`,
    perhaps: date => `可能${date}`,
    by: date => `不晚于${date}`,
    from: date => `${date}或之后`,
    between: (first, last) => `${first}至${last}之间`,
    decade: year => `${year}年代`,
    seasons: ['春', '夏', '秋', '冬'],
    season: (name, year) => `${year}年${name}`,
  },
}

/**
 * An EDTF date in equally precise words: "2024-05~" is "about May 2024", "../2024-10" is "by October 2024". Other text is
 * unchanged.
 */
export function dateWords(edtf: string, language: Language): string {
  const phrases = PHRASES[language]
  const [first = '', last, ...more] = edtf.split('/')
  if (more.length > 0) return edtf
  if (last === undefined) return partWords(first, phrases)
  const [before, after] = [first, last].map(isOpen)
  if (before && after) return edtf
  if (before) return phrases.by(partWords(last, phrases))
  if (after) return phrases.from(partWords(first, phrases))
  if (first === last) return partWords(first, phrases)
  return phrases.between(partWords(first, phrases), partWords(last, phrases))
}

/** The same after a verb: "on 15 November 2024", "in May 2024", "by October 2024". */
export function whenItWas(edtf: string, language: Language): string {
  const words = dateWords(edtf, language)
  const preposition = PHRASES[language].at(/^\d{4}-\d\d-\d\d$/.test(edtf))
  return /^\d{4}(-\d\d){0,2}$/.test(edtf) ? `${preposition}${words}` : words
}

const isOpen = (part: string) => part === '' || part === '..'

const PART = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?([?~%])?$/

function partWords(part: string, phrases: Phrases): string {
  const [, year, month, day, qualifier] = PART.exec(part) ?? []
  if (!year) return part
  const words = plainWords(year, month, day, phrases) ?? part.replace(/[?~%]$/, '')
  if (qualifier === '~') return phrases.about(words)
  if (qualifier === '?') return phrases.perhaps(words)
  return qualifier === '%' ? phrases.perhaps(phrases.about(words)) : words
}

function plainWords(year: string, month: string | undefined, day: string | undefined, phrases: Phrases) {
  if (/^\d{3}X$/.test(year)) return phrases.decade(Number(`${year.slice(0, 3)}0`))
  if (year.includes('X')) return null
  if (!month || month === 'XX') return format(phrases, { year: 'numeric' }, year)
  const season = phrases.seasons[Number(month) - 21]
  if (season) return phrases.season(season, year)
  if (month.includes('X')) return null
  const known = day && !day.includes('X') ? day : undefined
  if (!known) return format(phrases, { year: 'numeric', month: 'long' }, year, month)
  return format(phrases, { year: 'numeric', month: 'long', day: 'numeric' }, year, month, known)
}

function format({ locale }: Phrases, options: Intl.DateTimeFormatOptions, year: string, month = '01', day = '01') {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return null
  return formatOf(locale, options).format(date)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes a hundred times as long as using it. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options])
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formats.set(key, format)
  return format
}
