import type { Account } from './accounts.ts'
import { dayOf, textOf } from './calendar.ts'
import { SOURCES } from './world.ts'

/** One stay of a cohort in one history: its length in days, and whether it ended. */
interface Life {
  days: number
  ended: boolean
}

/** The possible lengths of a stay, if it ended and if it continues. */
interface Lives {
  ended: [least: number, most: number]
  goesOn: [least: number, most: number] | null
}

export interface Cohort {
  year: string
  stays: number
  /** Whether every end is reported. */
  isOver: boolean
  /** Whether a stay without an end began on an unspecified day. */
  isVague: boolean
  /** The minimum and maximum share that can have stayed longer than a number of days. */
  survival(days: number): { min: number; max: number }
}

/**
 * The people who certainly joined in one year, reported or inferred. A stay without an end may have ended on any day after the last day on
 * which it certainly continued, or continue at `asOf`, the newest publication among the sources of the organisation.
 */
export function cohortsOf(accounts: Account[]): Cohort[] {
  const sources = accounts.flatMap(({ claims }) => claims.map(({ source }) => SOURCES[source] ?? ''))
  const asOf = dayOf(sources.sort().at(-1) ?? '')
  const joined = accounts.flatMap(account =>
    account.stays.flatMap((stay, at) => {
      const days = account.histories.map(history => history[at] ?? ([0, 0] as const))
      const years = new Set(days.map(([begin]) => yearOf(begin)))
      const [year] = years
      const isVague = stay.open && new Set(days.map(([begin]) => begin)).size > 1
      return years.size === 1 && year ? [{ year, open: stay.open, isVague, lives: livesOf(days, stay.open, asOf) }] : []
    }),
  )
  return [...new Set(joined.map(({ year }) => year))].map(year => {
    const cohort = joined.filter(one => one.year === year)
    return {
      year,
      stays: cohort.length,
      isOver: !cohort.some(({ open }) => open),
      isVague: cohort.some(({ isVague }) => isVague),
      survival: days =>
        survivalOf(
          cohort.map(({ lives }) => lives),
          days,
        ),
    }
  })
}

// Years far from all written dates have no four-digit text.
const yearOf = (day: number): string => (Math.abs(day) < 500_000 ? textOf(day).slice(0, 4) : String(day))

function livesOf(days: (readonly [number, number])[], open: boolean, asOf: number): Lives {
  const lasted = days.filter(([, end]) => end !== Infinity).map(([begin, end]) => Math.min(end, asOf) - begin)
  const going = days.map(([begin]) => asOf - begin)
  const [least, most] = [Math.min(...lasted), Math.max(...lasted)]
  return { ended: [least, most], goesOn: open ? [Math.min(...going), Math.max(...going)] : null }
}

/** The product-limit estimate over all relevant choices of lengths. */
function survivalOf(cohort: Lives[], days: number): { min: number; max: number } {
  const marks = cohort.flatMap(({ ended, goesOn }) => [...ended, ...(goesOn ?? [])]).flatMap(mark => [mark, mark + 1])
  const lengths = [...new Set([...marks, days, days + 1])]
  const choose = ([least, most]: [number, number], ended: boolean): Life[] =>
    lengths.filter(length => length >= least && length <= most).map(length => ({ days: length, ended }))
  let histories: Life[][] = [[]]
  for (const { ended, goesOn } of cohort) {
    const lives = [...choose(ended, true), ...(goesOn ? choose(goesOn, false) : [])]
    histories = histories.flatMap(some => lives.map(life => [...some, life]))
  }
  const estimates = histories.map(history => productLimit(history, days))
  return { min: Math.min(...estimates), max: Math.max(...estimates) }
}

/** Kaplan-Meier: on one day, ends come before censorings. */
function productLimit(lives: Life[], until: number): number {
  const times = new Set(lives.filter(({ days, ended }) => ended && days <= until).map(({ days }) => days))
  return [...times].reduce((share, time) => {
    const atRisk = lives.filter(({ days }) => days >= time).length
    const ends = lives.filter(({ days, ended }) => ended && days === time).length
    return share * (1 - ends / atRisk)
  }, 1)
}
