import { z } from 'zod'

/** Every message that an embed sends to the page around it, by `postMessage`. They hold nothing that the embed does not show. */

const node = z.object({ id: z.string(), kind: z.enum(['person', 'organisation']), name: z.string() })

/** The picture is drawn. */
export const ReadySchema = z.object({
  type: z.literal('who-left-where:ready'),
  people: z.int(),
  organisations: z.int(),
  claims: z.int(),
})

/** Something was selected; null when nothing is. */
export const SelectedSchema = z.object({ type: z.literal('who-left-where:selected'), node: node.nullable() })

export type Message = z.infer<typeof MessageSchema>
export const MessageSchema = z.discriminatedUnion('type', [ReadySchema, SelectedSchema])

/** Posts a message to the host page, whatever its origin. Does nothing outside a frame. */
export function tellHost(window: Window, message: Message): void {
  if (window.parent !== window) window.parent.postMessage(MessageSchema.parse(message), '*')
}
