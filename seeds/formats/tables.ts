import { z } from 'zod'
import {
  ClaimSchema,
  DateTextSchema,
  EVENTS,
  IdSchema,
  MANNERS,
  NameSchema,
  OrganisationSchema,
  PersonSchema,
  SourceSchema,
  STATUSES,
  TextSchema,
} from '../../cypher/model.ts'

/** The four tables of a data set. A column of a table is a key of its schema; an empty field is null, or its default. */

const empty = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? null : typeof value === 'string' ? value.trim() : value
const orNull = <T extends z.ZodType>(schema: T) => z.preprocess(value => empty(value ?? null), schema.nullable())
const trimmed = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (typeof value === 'string' ? value.trim() : (value ?? '')), schema)
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  trimmed(z.enum(values, { error: ({ input }) => `"${input}" is none of ${values.join(', ')}` }))

const text = orNull(TextSchema)
// Longer text is no date, and the grammar would take its time to say so.
const date = orNull(
  z.string().max(100, { error: 'is no date: it has over 100 characters', abort: true }).pipe(DateTextSchema),
)
const id = trimmed(IdSchema)
/** A list, or text with semicolons between the names. */
const names = z.preprocess(value => {
  const parts = typeof value === 'string' ? value.split(/[;；]/) : (value ?? [])
  return Array.isArray(parts) ? parts.filter(name => typeof name !== 'string' || name.trim() !== '') : parts
}, z.array(NameSchema))

export type PersonRow = z.infer<typeof PersonRowSchema>
export const PersonRowSchema = z.object({ id, name: trimmed(PersonSchema.shape.name), aliases: names, note: text })

export type OrganisationRow = z.infer<typeof OrganisationRowSchema>
export const OrganisationRowSchema = z
  .object({
    id,
    name: trimmed(OrganisationSchema.shape.name),
    aliases: names,
    type: oneOf(OrganisationSchema.shape.type.options as [string, ...string[]]).pipe(OrganisationSchema.shape.type),
    part_of: orNull(IdSchema),
    part_of_from: date,
    part_of_to: date,
    part_of_source: orNull(IdSchema),
    part_of_locator: text,
    note: text,
  })
  .refine(row => row.part_of === null || row.part_of_source !== null, {
    path: ['part_of_source'],
    error: 'is empty; name the source that says of what it is a part',
  })

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

export type ClaimRow = z.infer<typeof ClaimRowSchema>
export const ClaimRowSchema = z
  .object({
    person: id,
    organisation: id,
    event: oneOf(EVENTS),
    on: date,
    announced: date,
    role: text,
    manner: orNull(ClaimSchema.shape.manner.unwrap()),
    reason: text,
    destination: orNull(
      z.literal('undisclosed', { error: 'is undisclosed or empty; a known destination is a row of its own, joined' }),
    ),
    origin: orNull(IdSchema),
    status: z.preprocess(value => empty(value ?? null) ?? 'reported', oneOf(STATUSES)),
    source: id,
    locator: text,
    stint: text,
    note: text,
  })
  .superRefine((row, context) => {
    const fitting: readonly string[] = MANNERS[row.event]
    if (row.manner !== null && !fitting.includes(row.manner))
      context.addIssue({
        code: 'custom',
        path: ['manner'],
        message: `"${row.manner}" is no manner in which one ${row.event}; ${fitting.length > 0 ? `write ${fitting.join(', ')} or nothing` : 'leave it empty'}`,
      })
    if (row.destination !== null && row.event !== 'left')
      context.addIssue({ code: 'custom', path: ['destination'], message: 'is for leaving only' })
    if (row.origin !== null && row.event !== 'joined')
      context.addIssue({ code: 'custom', path: ['origin'], message: 'is for joining only' })
  })

/** By the name of the file; `required` are the columns without which no row makes sense. */
export const TABLES = {
  people: { schema: PersonRowSchema, required: ['id', 'name'] },
  organisations: { schema: OrganisationRowSchema, required: ['id', 'name', 'type'] },
  sources: { schema: SourceRowSchema, required: ['id', 'title'] },
  claims: { schema: ClaimRowSchema, required: ['person', 'organisation', 'event', 'source'] },
} as const
export type TableName = keyof typeof TABLES
