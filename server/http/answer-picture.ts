import type { Request } from 'express'
import { z } from 'zod'
import { WIDTH } from '../../picture/draw.ts'
import { THEMES } from '../../picture/scene/themes.ts'
import { HttpError } from '../lib/http-errors.ts'
import { languageOf } from './request-language.ts'

/** What the URL of a picture may say beside the parameters of its question. */
export const PictureParams = z.object({
  theme: z.enum(THEMES).default('light').describe('light, dark, or print for black on white.'),
  width: z.coerce
    .number<number | string>({ error: 'is not a number' })
    .int('is not a whole number')
    .min(WIDTH.least, `is under ${WIDTH.least}`)
    .max(WIDTH.most, `is over ${WIDTH.most}`)
    .default(WIDTH.usual)
    .describe(`Width in pixels, ${WIDTH.least} to ${WIDTH.most}. The height follows from the answer.`),
  lang: z.enum(['en', 'zh']).optional().describe('Language of the words. By default, that of Accept-Language.'),
})
export type PictureSettings = Pick<z.output<typeof PictureParams>, 'theme' | 'width'> & { language: 'en' | 'zh' }

/**
 * Splits the query of a URL into the settings of the picture and the parameters of the question. Empty settings are ignored.
 * @throws {HttpError} 400 with every invalid setting
 */
export function readPictureParams(request: Request): { settings: PictureSettings; query: Request['query'] } {
  const { theme, width, lang, ...query } = request.query
  const given = Object.entries({ theme, width, lang }).filter(([, value]) => value !== undefined && value !== '')
  const { data, error } = PictureParams.safeParse(Object.fromEntries(given))
  if (data) return { settings: { theme: data.theme, width: data.width, language: languageOf(request) }, query }
  const invalid = error.issues.map(({ path, message, code }) => ({
    parameter: path.join('.'),
    message: code === 'invalid_value' ? `is none of ${ALLOWED[String(path[0])]}` : message,
  }))
  const text = invalid.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')
  throw new HttpError(400, 'bad-parameter', `${text}.`, invalid)
}

const ALLOWED: Readonly<Record<string, string>> = { theme: THEMES.join(', '), lang: 'en, zh' }
