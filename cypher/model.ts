import { z } from 'zod'
import { DateError, parseDate } from './dates.ts'
import { describeCharacter, withoutInvisible } from './invisible.ts'

/** Text from outside: composed (NFC), trimmed, on one line, without invisible and control characters. */
export const TextSchema = z
  .string()
  .transform(text => onOneLine(withoutInvisible(text.normalize('NFC'))).trim())
  .refine(text => !CONTROL.test(text), {
    error: ({ input }) =>
      `has the control character ${describeCharacter(CONTROL.exec(String(input))?.[0] ?? '')}; remove it`,
  })
  // Neo4j would keep another character for it, so that the row would never be found again.
  .refine(text => !/\p{Cs}/u.test(text), 'has half of a character (an unpaired surrogate); remove it')

const CONTROL = /\p{Cc}/u

/** A cell of a spreadsheet may hold line breaks and tabs, which say no more than a space. */
const onOneLine = (text: string): string =>
  BREAK.test(text)
    ? text
        .split(BREAK)
        .map(line => line.trim())
        .filter(line => line !== '')
        .join(' ')
    : text
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/

/** An id is what other rows and URLs say; it is kept as written. */
export const IdSchema = TextSchema.pipe(
  z
    .string()
    .min(1, 'is empty; give an id')
    .max(200, 'is over 200 characters')
    .regex(/^\S+$/u, 'has a space; join words with "-"'),
)
export const NameSchema = TextSchema.pipe(z.string().min(1, 'is empty; give a name').max(500, 'is over 500 characters'))

/** EDTF text as written; see dates.ts for what is read and how wide it is. */
export const DateTextSchema = z.string().superRefine((text, context) => {
  try {
    parseDate(text)
  } catch (error) {
    if (!(error instanceof DateError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
  }
})

/** A day as it crosses the wire. */
export const DaySchema = z.iso.date()

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

/**
 * By what search finds a person or an organisation: the stated names and aliases, folded, by which alone references are
 * resolved at a load; and other forms that follow from them, as in Latin letters or in other Chinese characters, null if none.
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

/** One organisation is a part of another, as one source says. */
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
 * What one load says of a person, an organisation or a source: the columns that it gives. Descriptions add up and never erase each other. An edge
 * to the source that says so, or to the load where no source is named. The properties of what is described follow
 * from all that stand. `corrects`: its values take the place of others. `withdrawn`: the load was undone on that day.
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

/** From the best to the least trusted. */
export const STATUSES = ['confirmed', 'reported', 'rumoured', 'denied'] as const
export type Status = (typeof STATUSES)[number]

/** An event may also be `scheduled`: its first possible day was still to come when a load last reconciled the person. */
export const EVENT_STATUSES = [...STATUSES, 'scheduled'] as const

/** In what manner somebody joined or left; null where the source does not speak of it, undisclosed where it says nobody will. */
export const MANNERS = {
  joined: ['founded', 'hired', 'appointed', 'promoted', 'transferred', 'returned', 'enrolled', 'undisclosed'],
  left: ['resigned', 'dismissed', 'laid-off', 'retired', 'died', 'transferred', 'graduated', 'ended', 'undisclosed'],
  present: [],
} as const satisfies Record<(typeof EVENTS)[number], readonly string[]>
const ALL_MANNERS = [...new Set([...MANNERS.joined, ...MANNERS.left])]

/**
 * What one source says of one event. `on` is the date the event took effect, `announced` the date it was made known;
 * either is null where the source gives none. `destination` is 'undisclosed' where a source says of a departure that
 * the person did not tell where they go; a known destination is a claim of its own, whose `origin` is the organisation
 * that the source says they came from. `stint` tells apart several stays at one organisation where dates cannot, by a
 * number; by a name, several posts, which may be held at one time. `recorded` is the day on which the claim came into the
 * database, `withdrawn` the day from which it no longer stands, and `replacedBy` the claim that says instead what its
 * source says. No event rests on a claim that is withdrawn.
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
 * What each column of a claim is for. `identity`: a source says at one place one thing about one event, so another value is another
 * claim, and the id is a hash of these columns in this order. `content`: another value replaces the claim. `derived`: worked out from
 * the others. `bookkeeping`: when the database held the claim, which no source says.
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

/** The columns with one of these roles, in their order. */
export const claimColumns = <Role extends (typeof CLAIM_COLUMNS)[ClaimColumn]>(...roles: Role[]): ColumnsOf<Role>[] =>
  (Object.keys(CLAIM_COLUMNS) as ClaimColumn[]).filter((column): column is ColumnsOf<Role> =>
    roles.includes(CLAIM_COLUMNS[column] as Role),
  )

/**
 * What the sources of an event disagree on, in the order of the alphabet:
 *
 * - `date`: not all of them can be right about when;
 * - `denied`: one of them denies it;
 * - `manner`: they name two manners of leaving (that it is undisclosed contradicts none);
 * - `order`: somebody would have left before they joined, or been there before or after, in a stint that claims name;
 * - `role`: beside `date`, where the claims of each role agree: two posts may be meant. Two roles alone are no dispute,
 *   for one post has many names, and one person may hold several;
 * - `rumoured`: nobody more than rumours it.
 */
export const DISPUTES = ['date', 'denied', 'manner', 'order', 'role', 'rumoured'] as const
export type Dispute = (typeof DISPUTES)[number]

/**
 * A joining or a leaving as all its claims tell it: `on`, `role` and `manner` of the best of them. `earliest` and
 * `latest` bound `on`, a side that it leaves open being closed by the other claims; where claims cannot agree on a
 * date they bound all that still stand. `disputed` where `disputes` names a reason.
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
 * `next` are the ids of the stays that can have been the next, `nextAt` their organisations, and `nextCertainty` whether the
 * person surely went there: three lists of one length.
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
 * One stay. A null begin or end bound is unknown; `open` means that no source says they left, which differs from an
 * unknown end. `lastSeen` is the last day on which the sources make the stay certain.
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

/** The two ends of an event or a stay, as ids. */
export type Ends = z.infer<typeof EndsSchema>
export const EndsSchema = z.object({ person: IdSchema, organisation: IdSchema })
