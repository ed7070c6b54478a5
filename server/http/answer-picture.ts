import type { Request } from 'express'
import { z } from 'zod'
import { readDate, readPeriod } from '../../cypher/dates/grammar.ts'
import type { Language } from '../../cypher/query.ts'
import { type PictureOptions, WIDTH } from '../../picture/draw.ts'
import { THEMES } from '../../picture/scene/themes.ts'
import { badParameters, readBySchema } from '../questions/read-parameters.ts'
import { languageOf } from './request-language.ts'

const LANGUAGES = ['en', 'zh'] as const satisfies readonly Language[]
const ABSENT = ['faint', 'hide'] as const
const oneOf = (words: readonly string[]) => ({ error: `is not one of ${words.join(', ')}` })

/** What the URL of a picture may say beside the parameters of its question. */
export const PictureParams = z.object({
  theme: z.enum(THEMES, oneOf(THEMES)).default('light').describe('light, dark, or print for black on white.'),
  width: z.coerce
    .number<number | string>()
    .int('is not a whole number')
    .min(WIDTH.least, `is under ${WIDTH.least}`)
    .max(WIDTH.most, `is over ${WIDTH.most}`)
    .default(WIDTH.usual)
    .describe(`Width in pixels, ${WIDTH.least} to ${WIDTH.most}. The height follows from the answer.`),
  at: z
    .string()
    .refine(text => readDate(text) !== null, 'is not a date; give a day, a month or a year, such as 2023-12-01')
    .refine(
      text => readDate(text) === null || readPeriod(text) !== null,
      'has no first or no last day; give a day, a month or a year, such as 2023-12-01',
    )
    .optional()
    .describe('A date: what is surely later is faint, and a sentence counts the rows that hold by then.'),
  absent: z
    .enum(ABSENT, oneOf(ABSENT))
    .default('faint')
    .describe('hide leaves out the rows that surely do not hold at that date.'),
  lang: z
    .enum(LANGUAGES, oneOf(LANGUAGES))
    .optional()
    .describe('Language of the words. By default, that of Accept-Language.'),
})
export type PictureSettings = Pick<z.output<typeof PictureParams>, 'theme' | 'width'> &
  Pick<PictureOptions, 'at' | 'hideAbsent'> & { language: Language }

/**
 * Splits the query of a URL into the settings of the picture and the parameters of the question. Empty settings are ignored.
 * @throws {HttpError} 400 with every invalid setting
 */
export function readPictureParams(request: Request): { settings: PictureSettings; query: Request['query'] } {
  const { theme, width, at, absent, lang, ...query } = request.query
  const own = Object.entries({ theme, width, at, absent, lang }).filter(([, value]) => value !== undefined)
  const { data, invalid } = readBySchema(PictureParams, Object.fromEntries(own))
  if (!data || invalid.length > 0) throw badParameters(invalid)
  const { at: date = null, absent: absence } = data
  return {
    settings: {
      ...{ theme: data.theme, width: data.width, language: languageOf(request) },
      ...{ at: date, hideAbsent: absence === 'hide' },
    },
    query,
  }
}
