import { z } from 'zod'

/** The messages between an embed and its host page. Those to the host contain only data that the embed shows. */

const node = z.object({ id: z.string(), kind: z.enum(['person', 'organisation']), name: z.string() })

/** The picture is drawn. */
export const ReadySchema = z.object({
  type: z.literal('who-left-where:ready'),
  people: z.int(),
  organisations: z.int(),
  claims: z.int(),
})

/** The selection changed; null if it was cleared. */
export const SelectedSchema = z.object({ type: z.literal('who-left-where:selected'), node: node.nullable() })

/** The height in pixels that shows everything without scrolling, at the present width. */
export const ResizeSchema = z.object({ type: z.literal('who-left-where:resize'), height: z.int() })

/** There is nothing to show: why, as a code and in words. */
export const ErrorSchema = z.object({ type: z.literal('who-left-where:error'), code: z.string(), message: z.string() })

/** Another step of a story is shown, or the first; counted from 1. */
export const StepShownSchema = z.object({
  type: z.literal('who-left-where:step'),
  step: z.int(),
  count: z.int(),
  caption: z.string(),
})

export type Message = z.infer<typeof MessageSchema>
export const MessageSchema = z.discriminatedUnion('type', [
  ReadySchema,
  SelectedSchema,
  ResizeSchema,
  StepShownSchema,
  ErrorSchema,
])

/** What a host page may ask of an embed: to select nodes, none to clear, or to show another date of the map, null for all dates, or a step of a story, from 1. */
export type Request = z.infer<typeof RequestSchema>
export const RequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('who-left-where:select'), ids: z.array(z.string().max(200)).max(2) }),
  z.object({ type: z.literal('who-left-where:date'), date: z.string().max(200).nullable() }),
  z.object({ type: z.literal('who-left-where:step'), step: z.int().positive() }),
])
