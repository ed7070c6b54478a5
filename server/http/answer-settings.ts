import type { Request } from 'express'
import { z } from 'zod'
import { readDate, readPeriod } from '../../cypher/dates/grammar.ts'
import { IdSchema } from '../../cypher/fields.ts'
import type { Language } from '../../cypher/query.ts'
import { WIDTH } from '../../picture/draw.ts'
import { drawsNetwork } from '../../picture/network/read-reply.ts'
import { THEMES } from '../../picture/scene/themes.ts'
import type { Question } from '../db/cypher-files.ts'
import { badParameters, readBySchema } from '../questions/read-parameters.ts'
import { baseOf } from './base-url.ts'
import { languageOf } from './request-language.ts'

const LANGUAGES = ['en', 'zh'] as const satisfies readonly Language[]
const ABSENT = ['faint', 'hide'] as const
const YES_NO = ['no', 'yes'] as const
const oneOf = (words: readonly string[]) => ({ error: `is not one of ${words.join(', ')}` })

const theme = z.enum(THEMES, oneOf(THEMES)).default('light').describe('light, dark, or print for black on white.')
const width = z.coerce
  .number<number | string>()
  .int('is not a whole number')
  .min(WIDTH.least, `is under ${WIDTH.least}`)
  .max(WIDTH.most, `is over ${WIDTH.most}`)
  .default(WIDTH.usual)
  .describe(`Width in pixels, ${WIDTH.least} to ${WIDTH.most}. The height follows from the answer.`)
const at = z
  .string()
  .refine(text => readDate(text) !== null, 'is not a date; give a day, a month or a year, such as 2023-12-01')
  .refine(
    text => readDate(text) === null || readPeriod(text) !== null,
    'has no first or no last day; give a day, a month or a year, such as 2023-12-01',
  )
  .optional()
  .describe('A date: what is surely later is faint, and a sentence counts the rows that hold by then.')
const absent = z
  .enum(ABSENT, oneOf(ABSENT))
  .default('faint')
  .describe('hide leaves out what surely does not hold at that date.')
const lang = z
  .enum(LANGUAGES, oneOf(LANGUAGES))
  .optional()
  .describe('Language of the words. By default, that of Accept-Language.')
const scale = z.coerce
  .number<number | string>()
  .int('is not a whole number')
  .min(1, 'is under 1')
  .max(3, 'is over 3')
  .default(1)
  .describe('Pixels of the image for one pixel of the width, 1 to 3.')
const bom = z
  .enum(YES_NO, oneOf(YES_NO))
  .default('no')
  .describe('yes puts a byte order mark first, by which Excel recognises UTF-8.')

const dated = { at: at.describe('A date: the column asOf says whether an edge holds then.'), absent }
const SETTINGS = {
  json: z.object({}),
  ndjson: z.object({}),
  csv: z.object({ bom }),
  svg: z.object({ theme, width, at, absent, lang }),
  png: z.object({ theme, width, at, absent, lang, scale }),
  'nodes.csv': z.object({ ...dated, bom }),
  'edges.csv': z.object({ ...dated, bom }),
  gexf: z.object({ ...dated, lang }),
  graphml: z.object({ ...dated, lang }),
  atom: z.object({ lang }),
  'citation.txt': z.object({ at: at.describe('The date as of which the answer is cited.'), absent, lang }),
} as const

/** The formats of answers, by the suffix of the URL. */
export type Format = keyof typeof SETTINGS
export const SUFFIXES = Object.keys(SETTINGS) as Format[]

/** The formats that only networks have. */
export const GRAPH_FORMATS = ['nodes.csv', 'edges.csv', 'gexf', 'graphml'] as const satisfies readonly Format[]
export const isGraphFormat = (format: Format): boolean => GRAPH_FORMATS.some(each => each === format)

/** What a URL may say about the form of an answer, beside the parameters of its question. */
export const settingsOf = (format: Format): z.ZodObject => SETTINGS[format]

/** Formats whose network is drawn together with the neighbourhoods of other nodes. */
const EXPANDED: ReadonlySet<Format> = new Set(['svg', 'png', 'citation.txt', ...GRAPH_FORMATS])
const MAX_EXPANDED = 50

export const canExpand = (question: Question, format: Format): boolean => EXPANDED.has(format) && drawsNetwork(question)

export interface AnswerSettings extends Omit<z.output<typeof SETTINGS.png>, 'at' | 'lang' | 'absent'> {
  language: Language
  at: string | null
  hideAbsent: boolean
  withBom: boolean
  /** Ids of nodes whose neighbourhoods belong to the answer. */
  expand: string[]
  /** The address of this server, for links in a file. */
  base: string
}

/**
 * Splits the query of a URL into the settings of the format and the parameters of the question. Empty settings are ignored.
 * @throws {HttpError} 400 with every invalid setting
 */
export function readSettings(
  request: Request,
  question: Question,
  format: Format,
): { settings: AnswerSettings; query: Request['query'] } {
  const { format: _, ...given } = request.query
  const takes = settingsOf(format).shape
  const isExpanded = canExpand(question, format)
  const ids = isExpanded ? [given.expand ?? []].flat().filter(id => id !== '') : []
  // Not by assignment: a parameter may be called `__proto__`.
  const pick = (isPicked: (name: string) => boolean): Request['query'] =>
    Object.fromEntries(Object.entries(given).filter(([name]) => isPicked(name)))
  const own = pick(name => Object.hasOwn(takes, name))
  const query = pick(name => !Object.hasOwn(takes, name) && !(name === 'expand' && isExpanded))
  const { data, invalid } = readBySchema(settingsOf(format), own)
  const expand = ids.flatMap(id => IdSchema.safeParse(id).data ?? [])
  if (expand.length < ids.length) invalid.push({ parameter: 'expand', message: 'is not an id' })
  if (ids.length > MAX_EXPANDED)
    invalid.push({ parameter: 'expand', message: `is given more than ${MAX_EXPANDED} times` })
  if (!data || invalid.length > 0) throw badParameters(invalid)
  const {
    at: date = null,
    absent: absence,
    bom: mark,
    ...rest
  } = data as Partial<z.output<typeof SETTINGS.png>> & {
    bom?: string
  }
  return {
    settings: {
      ...{ theme: rest.theme ?? 'light', width: rest.width ?? WIDTH.usual, scale: rest.scale ?? 1 },
      ...{ at: date, hideAbsent: absence === 'hide', withBom: mark === 'yes', language: languageOf(request) },
      ...{ expand: [...new Set(expand)], base: baseOf(request).href },
    },
    query,
  }
}
