import { addDays, daysIn, iso } from '../../cypher/dates/calendar.ts'

export const STEP_UNITS = ['day', 'month', 'year'] as const
export type StepUnit = (typeof STEP_UNITS)[number]

/** The day after or before; of months and years, the first day of the next, of this, or of the one before. */
export function stepDay(day: string, unit: StepUnit, by: 1 | -1): string {
  if (unit === 'day') return addDays(day, by) ?? day
  const start = startOf(day, unit)
  if (by < 0 && start !== day) return start
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const months = year * 12 + month - 1 + (unit === 'year' ? 12 : 1) * by
  return startOf(iso(Math.floor(months / 12), (months % 12) + 1, 1) ?? day, unit)
}

/** The same day of another year; 28 February for 29 February. */
export function stepYear(day: string, by: 1 | -1): string {
  const [year, month, date] = [Number(day.slice(0, 4)) + by, Number(day.slice(5, 7)), Number(day.slice(8))]
  return iso(year, month, Math.min(date, daysIn(year, month))) ?? day
}

/** The first day of the day's month or year; of days, the day itself. */
export const startOf = (day: string, unit: StepUnit): string =>
  unit === 'day' ? day : unit === 'month' ? `${day.slice(0, 7)}-01` : `${day.slice(0, 4)}-01-01`

/** The day itself, or the nearer end of a span that it lies outside. */
export const within = (day: string, { first, last }: { first: string; last: string }): string =>
  day < first ? first : day > last ? last : day

/** The day that a key of a slider leads to; null for keys that move none. */
export function stepByKey(
  key: string,
  day: string,
  unit: StepUnit,
  { first, last }: { first: string; last: string },
): string | null {
  if (key === 'ArrowRight' || key === 'ArrowUp') return stepDay(day, unit, 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return stepDay(day, unit, -1)
  if (key === 'PageUp') return stepYear(day, 1)
  if (key === 'PageDown') return stepYear(day, -1)
  if (key === 'Home') return first
  return key === 'End' ? last : null
}
