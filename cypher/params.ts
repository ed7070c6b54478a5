import { z } from 'zod'
import { parseDate } from './dates.ts'
import { DateTextSchema, TextSchema } from './model.ts'
import { nearQuery, searchQuery } from './names.ts'

/** The vocabulary of parameters: each is the text of a URL on the way in, a Cypher parameter on the way out. */

const required = (what: string) =>
  TextSchema.pipe(z.string().min(1, `is empty; give ${what}`).max(500, 'is over 500 characters'))

export const PersonParam = required('a person').describe(
  'A person: an id, or a name or alias that only one person bears.',
)
/** A list in one parameter, as a URL and a form field can hold it. */
export const PeopleParam = required('two people or more')
  .transform(text =>
    text
      .split(/[,，、]/)
      .map(one => one.trim())
      .filter(one => one !== ''),
  )
  .refine(people => people.length >= 2, 'names one person; give two or more, with commas between them')
  .refine(people => people.length <= 10, 'names more than ten people; give ten at most')
  .describe(
    'Two to ten people, with commas between them: ids, or names or aliases that are unique. Give the id of a person whose ' +
      'name has a comma.',
  )
export const OrganisationParam = required('an organisation').describe(
  'An organisation: an id, or a name or alias that only one organisation bears.',
)
export const NodeParam = required('a person or an organisation').describe(
  'A person or an organisation: an id, or a name or alias that only one bears.',
)
export const TextParam = required('some text')
  .transform(searchQuery)
  .refine(query => query !== '', 'has neither a letter nor a digit to look for')
  .describe(
    'A name or a part of one, in any script. The closest 500 names are ranked and counted, however many there are.',
  )

export const NearTextParam = required('some text')
  .transform(nearQuery)
  .refine(query => query !== '', 'has neither a letter nor a digit to look for')
  .describe('A name as it may be spelled, in any script.')

/** From the first day that the text can mean. */
export const FromParam = DateTextSchema.transform(text => parseDate(text).earliest)
  .nullable()
  .default(null)
  .describe('First day of the window; a month or a year begins with its first day.')

/** To the last day that the text can mean. */
export const ToParam = DateTextSchema.transform(text => parseDate(text).latest)
  .nullable()
  .default(null)
  .describe('Last day of the window; a month or a year ends with its last day.')

/** The first and the last day that the text can mean, as a map `{earliest, latest}` of days, null where it is open. */
export const WhenParam = DateTextSchema.transform(text => {
  const { earliest, latest } = parseDate(text)
  return { earliest, latest }
}).describe(
  'A date, as vague as it is known: 2024-05-15, 2024-05, 2023~, 2022/2023. What is definite is so on every day it can mean.',
)

/** A day that has come, anywhere on earth: no source can speak as of a later one. */
const hasCome = (day: string | null) => day === null || Date.parse(day) <= Date.now() + 14 * 3_600_000

/** The day to which open stays are followed. Null: the newest day of the sources. */
export const AsOfParam = DateTextSchema.transform(text => parseDate(text).latest)
  .refine(day => day !== null, 'has no last day; give a day, a month or a year')
  .refine(hasCome, 'is in the future; give a day up to today, or leave it out to use the newest day of the sources')
  .nullable()
  .default(null)
  .describe(
    'The day up to which stays are followed; a month or a year ends with its last day. By default the newest day on which ' +
      'a source of the organisation was published or retrieved.',
  )

export const limitParam = (usual: number, most: number) =>
  z.coerce
    .number<number | string>({ error: 'is not a number' })
    .int('is not a whole number')
    .min(1, 'is under 1')
    .max(most, `is over ${most}`)
    .default(usual)
    .describe(`Most rows to answer with, 1 to ${most}.`)
