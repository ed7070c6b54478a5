import { z } from 'zod'
import { DateError, parseDate } from './dates.ts'
import { describeCharacter, withoutInvisible } from './invisible.ts'

/** Text from a file or a request: normalised to NFC, trimmed, on one line, without invisible or control characters. */
export const TextSchema = z
  .string()
  .transform(text => onOneLine(withoutInvisible(text.normalize('NFC'))).trim())
  .refine(text => !CONTROL.test(text), {
    error: ({ input }) =>
      `has the control character ${describeCharacter(CONTROL.exec(String(input))?.[0] ?? '')}; remove it`,
  })
  // Neo4j stores another character in its place, so that a later load would not find the record.
  .refine(text => !/\p{Cs}/u.test(text), 'has half of a character (an unpaired surrogate); remove it')

const CONTROL = /\p{Cc}/u

/** Cells of spreadsheets may contain line breaks and tabs. They become spaces. */
const onOneLine = (text: string): string =>
  BREAK.test(text)
    ? text
        .split(BREAK)
        .map(line => line.trim())
        .filter(line => line !== '')
        .join(' ')
    : text
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/

/** An id, by which rows and URLs refer to a record. It is kept as written. */
export const IdSchema = TextSchema.pipe(
  z
    .string()
    .min(1, 'is empty; give an id')
    .max(200, 'is over 200 characters')
    .regex(/^\S+$/u, 'has a space; join words with "-"'),
)
export const NameSchema = TextSchema.pipe(z.string().min(1, 'is empty; give a name').max(500, 'is over 500 characters'))

/** A date in EDTF, as written; `parseDate` in dates.ts defines the accepted notations and their bounds. */
export const DateTextSchema = z.string().superRefine((text, context) => {
  try {
    parseDate(text)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
  }
})

/** A day in JSON: YYYY-MM-DD. */
export const DaySchema = z.iso.date()
