import { z } from 'zod'
import { DateError, parseDate } from '../../cypher/dates.ts'
import { DateTextSchema, IdSchema, NameSchema, TextSchema } from '../../cypher/fields.ts'
import {
  ClaimSchema,
  EVENTS,
  MANNERS,
  ORGANISATION_TYPES,
  OrganisationSchema,
  PersonSchema,
  SourceSchema,
  STATUSES,
} from '../../cypher/model.ts'

/**
 * The tables of a data set. The keys of a schema are the columns of its table. An empty field is null or its default.
 */

export interface RowDiagnostic {
  path: string[]
  message: string
  /** See Diagnostic. */
  kind?: string
}

/** Kinds of faults in which one option fixes all rows. */
export const NO_SOURCE = 'no source'
export const NO_PART_SOURCE = 'no source of part-of'

const empty = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? null : typeof value === 'string' ? value.trim() : value
const orNull = <T extends z.ZodType>(schema: T) => z.preprocess(value => empty(value ?? null), schema.nullable())
const trimmed = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (typeof value === 'string' ? value.trim() : (value ?? '')), schema)
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  trimmed(z.enum(values, { error: ({ input }) => `"${input}" is not one of ${values.join(', ')}` }))

const text = orNull(TextSchema)
// Longer text is no date, and parsing it would be slow.
const date = orNull(
  z
    .string()
    .max(100, { error: 'is not a date: it has over 100 characters', abort: true })
    .superRefine((text, context) => {
      try {
        parseDate(text)
      } catch (error) {
        if (!(error instanceof DateError)) throw error
        const { message, remedy } = error
        if (!remedy) context.addIssue({ code: 'custom', message })
        else {
          const more = `${message}${message.endsWith('?') ? '' : '.'} ${REMEDIES[remedy]}`
          context.addIssue({ code: 'custom', message: more, params: { kind: `date ${remedy}` } })
        }
      }
    }),
)
const REMEDIES = {
  notation: 'A mapping reads other notations that it lists under "dates"',
  empty: 'A mapping reads words as empty that it lists under "empty"',
}
const id = trimmed(IdSchema)
/** A reference to a person or organisation: an id, or a unique name. */
const reference = trimmed(
  z
    .string()
    .refine(text => text !== '', { error: 'is empty; give an id or a name', abort: true })
    .pipe(NameSchema),
)
/** A list, or text with names separated by semicolons. */
const names = z.preprocess(value => {
  const parts = typeof value === 'string' ? value.split(/[;；]/) : (value ?? [])
  if (!Array.isArray(parts)) return parts
  return parts
    .map(name => (typeof name === 'number' ? String(name) : name))
    .filter(name => name !== null && (typeof name !== 'string' || name.trim() !== ''))
}, z.array(NameSchema))

export type PersonRow = z.infer<typeof PersonRowSchema>
export const PersonRowSchema = z.object({
  id,
  name: trimmed(PersonSchema.shape.name),
  aliases: names,
  died: date,
  note: text,
  source: orNull(IdSchema),
})

export type OrganisationRow = z.infer<typeof OrganisationRowSchema>
export const OrganisationRowSchema = z.object({
  id,
  name: trimmed(OrganisationSchema.shape.name),
  aliases: names,
  // May be empty if the database or another row has the type.
  type: orNull(oneOf(ORGANISATION_TYPES)),
  part_of: orNull(NameSchema),
  part_of_from: date,
  part_of_to: date,
  part_of_source: orNull(IdSchema),
  part_of_locator: text,
  dissolved: date,
  note: text,
  source: orNull(IdSchema),
})

function* organisationFaults(row: OrganisationRow): Generator<RowDiagnostic> {
  if (row.part_of !== null && row.part_of_source === null)
    yield {
      path: ['part_of_source'],
      message:
        'is empty; give the source of the part-of relation, or one for the whole file with --source ID --source-title TEXT',
      kind: NO_PART_SOURCE,
    }
}

export type SourceRow = z.infer<typeof SourceRowSchema>
export const SourceRowSchema = z.object({
  id,
  title: trimmed(SourceSchema.shape.title),
  publisher: text,
  published: date,
  url: orNull(SourceSchema.shape.url.unwrap()),
  language: text,
  note: text,
})

const day = orNull(
  DateTextSchema.pipe(
    z.string().regex(/^\d{4}-\d\d-\d\d$/, { error: ({ input }) => `"${input}" is not a day; write it as 2024-05-15` }),
  ),
)

export type ClaimRow = z.infer<typeof ClaimRowSchema>
export const ClaimRowSchema = z.object({
  person: reference,
  organisation: reference,
  event: oneOf(EVENTS),
  on: date,
  announced: date,
  role: text,
  manner: orNull(ClaimSchema.shape.manner.unwrap()),
  reason: text,
  destination: orNull(
    z.literal('undisclosed', {
      error: 'must be undisclosed or empty; add a separate row with the event joined for a known destination',
    }),
  ),
  origin: orNull(NameSchema),
  status: z.preprocess(value => empty(value ?? null) ?? 'reported', oneOf(STATUSES)),
  source: trimmed(
    z
      .string()
      .refine(text => text !== '', {
        error: 'is empty; give the source, or one for the whole file with --source ID --source-title TEXT',
        abort: true,
        params: { kind: NO_SOURCE },
      })
      .pipe(IdSchema),
  ),
  locator: text,
  stint: text,
  note: text,
  recorded: day,
  withdrawn: day,
  replaced_by: orNull(IdSchema),
})

function* claimFaults(row: ClaimRow): Generator<RowDiagnostic> {
  const fitting: readonly string[] = MANNERS[row.event]
  if (row.manner !== null && !fitting.includes(row.manner))
    yield {
      path: ['manner'],
      message: `"${row.manner}" is not a manner for ${row.event}; ${fitting.length > 0 ? `write ${fitting.join(', ')} or nothing` : 'leave it empty'}`,
    }
  if (row.destination !== null && row.event !== 'left') yield { path: ['destination'], message: 'is for leaving only' }
  if (row.origin !== null && row.event !== 'joined') yield { path: ['origin'], message: 'is for joining only' }
  if (row.replaced_by !== null && row.withdrawn === null)
    yield { path: ['replaced_by'], message: 'requires a withdrawn claim; give the day in withdrawn' }
  if (row.recorded !== null && row.withdrawn !== null && row.withdrawn < row.recorded)
    yield { path: ['withdrawn'], message: `${row.withdrawn} is before the claim was recorded, ${row.recorded}` }
}

export const VERDICTS = ['same', 'different', 'undecided'] as const

export type SameAsRow = z.infer<typeof SameAsRowSchema>
/** Whether two ids mean the same person or organisation. `undecided` retracts an earlier row. */
export const SameAsRowSchema = z.object({
  id,
  same_as: id,
  verdict: z.preprocess(value => empty(value ?? null) ?? 'same', oneOf(VERDICTS)),
  note: text,
})

/**
 * The tables by file name. `required` lists the columns that every row needs; `rules` check several columns together.
 */
export const TABLES = {
  people: { schema: PersonRowSchema, required: ['id', 'name'] },
  organisations: { schema: OrganisationRowSchema, required: ['id', 'name', 'type'], rules: organisationFaults },
  sources: { schema: SourceRowSchema, required: ['id', 'title'] },
  claims: { schema: ClaimRowSchema, required: ['person', 'organisation', 'event', 'source'], rules: claimFaults },
  'same-as': { schema: SameAsRowSchema, required: ['id', 'same_as'] },
} as const
export type TableName = keyof typeof TABLES
