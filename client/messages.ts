import { z } from 'zod'

/** All messages that an embed posts to its host page. They contain only data that the embed shows. */

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

export type Message = z.infer<typeof MessageSchema>
export const MessageSchema = z.discriminatedUnion('type', [ReadySchema, SelectedSchema])

/** Posts a message to the host page, whatever its origin. Does nothing outside a frame. */
export function tellHost(window: Window, message: Message): void {
  if (window.parent !== window) window.parent.postMessage(MessageSchema.parse(message), '*')
}
