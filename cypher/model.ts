import { z } from 'zod'
import { DateTextSchema, DaySchema, IdSchema, NameSchema, TextSchema } from './fields.ts'

const text = TextSchema.nullable()
const date = DateTextSchema.nullable()
const day = DaySchema.nullable()

export type Person = z.infer<typeof PersonSchema>
export const PersonSchema = z.object({
  kind: z.literal('person'),
  id: IdSchema,
  name: NameSchema,
  aliases: z.array(NameSchema),
  died: date,
  note: text,
})

/** The position of a person or an organisation in a picture of the whole graph, which `npm run layout` computes. */
export const PlaceSchema = z.object({ id: IdSchema, x: z.number(), y: z.number() })

/**
 * The texts by which search finds a person or an organisation. `search`: the folded names and aliases, which the loader
 * also uses to resolve references. `searchForms`: forms derived from them, such as Latin letters or other Chinese characters; null
 * if there are none.
 */
export type SearchNames = z.infer<typeof SearchNamesSchema>
export const SearchNamesSchema = z.object({
  search: z.array(z.string()),
  searchForms: z.array(z.string()).nullable(),
})

export const ORGANISATION_TYPES = [
  'company',
  'team',
  'board',
  'university',
  'publisher',
  'nonprofit',
  'government',
  'other',
] as const

export type Organisation = z.infer<typeof OrganisationSchema>
export const OrganisationSchema = z.object({
  kind: z.literal('organisation'),
  id: IdSchema,
  name: NameSchema,
  aliases: z.array(NameSchema),
  type: z.enum(ORGANISATION_TYPES),
  dissolved: date,
  note: text,
})

/** A part-of relation between two organisations, according to one source. */
export type PartOf = z.infer<typeof PartOfSchema>
export const PartOfSchema = z.object({
  kind: z.literal('part-of'),
  id: IdSchema,
  part: IdSchema,
  whole: IdSchema,
  from: date,
  to: date,
  source: IdSchema,
  locator: text,
})

export type Source = z.infer<typeof SourceSchema>
export const SourceSchema = z.object({
  kind: z.literal('source'),
  id: IdSchema,
  title: NameSchema,
  publisher: text,
  url: z.url({ protocol: /^https?$/, error: 'is not a web address; write https://…' }).nullable(),
  published: date,
  language: text,
  note: text,
})

/**
 * The values that one load gives for a person, an organisation or a source. It is stored as an edge to the source of the values,
 * or to the load if no source is named. Descriptions add up and never erase each other: the properties of the entity follow from
 * all its active descriptions. `corrects`: its values replace those of others.
 */
export type Description = z.infer<typeof DescriptionSchema>
export const DescriptionSchema = z.object({
  name: NameSchema.nullable(),
  aliases: z.array(NameSchema).nullable(),
  type: z.enum(ORGANISATION_TYPES).nullable(),
  died: date,
  dissolved: date,
  title: NameSchema.nullable(),
  publisher: text,
  url: text,
  published: date,
  language: text,
  note: text,
  corrects: z.boolean(),
})

export const EVENTS = ['joined', 'left', 'present'] as const

/** From the most to the least reliable. */
export const STATUSES = ['confirmed', 'reported', 'rumoured', 'denied'] as const
export type Status = (typeof STATUSES)[number]

/** An event is `scheduled` if its first possible day was in the future when a load last reconciled the person. */
export const EVENT_STATUSES = [...STATUSES, 'scheduled'] as const

/** How a person joined or left. Null: the source does not mention it. `undisclosed`: the source says that it is not made public. */
export const MANNERS = {
  joined: ['founded', 'hired', 'appointed', 'promoted', 'transferred', 'returned', 'enrolled', 'undisclosed'],
  left: ['resigned', 'dismissed', 'laid-off', 'retired', 'died', 'transferred', 'graduated', 'ended', 'undisclosed'],
  present: [],
} as const satisfies Record<(typeof EVENTS)[number], readonly string[]>
const ALL_MANNERS = [...new Set([...MANNERS.joined, ...MANNERS.left])]

/**
 * One source's statement about one event.
 *
 * - `on` is the date of the event, `announced` the date of its announcement; null if the source gives none.
 * - `destination` is `undisclosed` if the source says that the person did not name a destination. A known destination is a separate
 *   claim of joining there, with this organisation as `origin`.
 * - `stint` distinguishes several tenures at one organisation if dates cannot: by a number for successive tenures, by a name
 *   for posts, which may be held at the same time.
 * - `recorded` is the day on which the claim entered the database, `withdrawn` the day since which it is no longer active, and
 *   `replacedBy` the claim by the same source that took its place. Withdrawn claims support no event.
 */
export type Claim = z.infer<typeof ClaimSchema>
export const ClaimSchema = z.object({
  kind: z.literal('claim'),
  id: IdSchema,
  source: IdSchema,
  person: IdSchema,
  organisation: IdSchema,
  event: z.enum(EVENTS),
  stint: text,
  on: date,
  announced: date,
  role: text,
  locator: text,
  manner: z
    .enum(ALL_MANNERS, { error: ({ input }) => `"${input}" is not one of ${ALL_MANNERS.join(', ')}` })
    .nullable(),
  reason: text,
  destination: z.literal('undisclosed').nullable(),
  origin: IdSchema.nullable(),
  status: z.enum(STATUSES),
  note: text,
  earliest: day,
  latest: day,
  recorded: day,
  withdrawn: day,
  replacedBy: IdSchema.nullable(),
})

/**
 * The role of each column of a claim. `identity`: a different value makes a different claim; the id is a hash of these columns in
 * this order. `content`: a different value replaces the claim. `derived`: computed from other columns. `bookkeeping`: when
 * the database contained the claim.
 */
export const CLAIM_COLUMNS = {
  source: 'identity',
  person: 'identity',
  organisation: 'identity',
  event: 'identity',
  stint: 'identity',
  on: 'identity',
  announced: 'identity',
  role: 'identity',
  locator: 'identity',
  manner: 'content',
  reason: 'content',
  destination: 'content',
  origin: 'content',
  status: 'content',
  note: 'content',
  earliest: 'derived',
  latest: 'derived',
  recorded: 'bookkeeping',
  withdrawn: 'bookkeeping',
  replacedBy: 'bookkeeping',
} as const satisfies Record<keyof Omit<Claim, 'kind' | 'id'>, 'identity' | 'content' | 'derived' | 'bookkeeping'>

export type ClaimColumn = keyof typeof CLAIM_COLUMNS
type ColumnsOf<Role> = { [C in ClaimColumn]: (typeof CLAIM_COLUMNS)[C] extends Role ? C : never }[ClaimColumn]

/** The columns with one of these roles, in the order of CLAIM_COLUMNS. */
export const claimColumns = <Role extends (typeof CLAIM_COLUMNS)[ClaimColumn]>(...roles: Role[]): ColumnsOf<Role>[] =>
  (Object.keys(CLAIM_COLUMNS) as ClaimColumn[]).filter((column): column is ColumnsOf<Role> =>
    roles.includes(CLAIM_COLUMNS[column] as Role),
  )

/** The column of a table for a property: `replaced_by` for `replacedBy`. */
export const tableColumn = (column: string): string => column.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/**
 * The points on which the sources of an event disagree, in alphabetical order:
 *
 * - `date`: their dates cannot all be right
 * - `denied`: a source denies the event
 * - `manner`: they name two manners of leaving; `undisclosed` contradicts none
 * - `order`: the person would have left before joining, or been present outside the tenure, in a stint that claims name
 * - `role`: beside `date`, if the claims about each role agree, so that two posts may be meant. Two roles alone are no dispute,
 *   because one post has many names and a person may hold several
 * - `rumoured`: every source reports it as a rumour
 */
export const DISPUTES = ['date', 'denied', 'manner', 'order', 'role', 'rumoured'] as const
export type Dispute = (typeof DISPUTES)[number]

/**
 * A joining or a leaving, from all its claims. `on`, `role` and `manner` come from the most reliable claim that has one. `earliest`
 * and `latest` bound `on`, with an open side closed by the other claims. If the claims cannot agree on a date, they bound all
 * their dates. `disputed` means that `disputes` is not empty.
 */
const event = {
  id: IdSchema,
  stint: z.string(),
  on: date,
  earliest: day,
  latest: day,
  announced: date,
  role: text,
  manner: text,
  status: z.enum(EVENT_STATUSES),
  scheduledAsOf: date.describe(
    'The newest date of publication of the sources, if all were published before the first possible day of the event. ' +
      'They then report that it is to happen; null if one of them may report that it has happened.',
  ),
  disputed: z.boolean(),
  disputes: z.array(z.enum(DISPUTES)),
  claims: z.array(IdSchema),
}
export type Joined = z.infer<typeof JoinedSchema>
/**
 * `originLeft` is the id of the leaving that is paired with the stated `origin`, or null if no recorded leaving fits.
 * `originCertainty` is possible if another leaving could be meant.
 */
export const JoinedSchema = z.object({
  kind: z.literal('joined'),
  ...event,
  origin: IdSchema.nullable(),
  originLeft: IdSchema.nullable(),
  originCertainty: z.enum(['definite', 'possible']).nullable(),
})

export type Left = z.infer<typeof LeftSchema>
/**
 * Three parallel lists: `next` contains the ids of the tenures that can have been the next, `nextAt` their organisations, and
 * `nextCertainty` whether the person surely went there.
 */
export const LeftSchema = z.object({
  kind: z.literal('left'),
  ...event,
  destination: z.literal('undisclosed').nullable(),
  next: z.array(IdSchema),
  nextAt: z.array(IdSchema),
  nextCertainty: z.array(z.enum(['definite', 'possible'])),
})

/**
 * One tenure of a person at an organisation. A null bound of begin or end is unknown. `open` means that no source says they left,
 * which differs from an unknown end. `lastSeen` is the last day on which the sources make the tenure certain.
 */
export type Tenure = z.infer<typeof TenureSchema>
export const TenureSchema = z.object({
  kind: z.literal('tenure'),
  id: IdSchema,
  stint: z.string(),
  roles: z.array(z.string()),
  beginEarliest: day,
  beginLatest: day,
  endEarliest: day,
  endLatest: day,
  open: z.boolean(),
  lastSeen: day,
  claims: z.array(IdSchema),
})

/** The ids of the person and the organisation of an event or a tenure. */
export type Ends = z.infer<typeof EndsSchema>
export const EndsSchema = z.object({ person: IdSchema, organisation: IdSchema })
