import type { CallToolResult, Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js'
import type { HttpError } from '../lib/http-errors.ts'

/** What a call knows of the request that brought it. */
export interface CallContext {
  /** The address of this server, for links. */
  base: URL
  /** Aborts when the client disconnects, or at the deadline of the request. */
  signal: AbortSignal
  /** The network address of the client, for limits per sender. */
  sender?: string | undefined
  /** The id of the request, for the log. */
  requestId: string
  /** Converts an error to the one that is sent, and logs it if it is a fault of the server. */
  toSent(error: unknown): HttpError
}

export interface Tool {
  description: ToolDescription
  /** @throws any error, which becomes an answer that names it */
  call(given: Record<string, unknown>, context: CallContext): Promise<Record<string, unknown>>
  /** The words before the data: what the answer is. */
  summary(answer: Record<string, unknown>): string
}

export const READ_ONLY = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const

/** Characters of JSON in one answer: as many as an assistant can read at once. */
const MAX_CHARACTERS = 400_000

/** An answer as data, and as text for clients that read no data. */
export function toResult(tool: Tool, answer: Record<string, unknown>): CallToolResult {
  const text = JSON.stringify(answer)
  if (text.length > MAX_CHARACTERS)
    return errorResult(
      'too-large',
      `The answer has ${text.length} characters, more than the ${MAX_CHARACTERS} of a tool. Set a lower limit, or ask about a shorter period.`,
    )
  return {
    content: [
      { type: 'text', text: tool.summary(answer) },
      { type: 'text', text },
    ],
    structuredContent: JSON.parse(text),
  }
}

export const toErrorResult = ({ code, message, details }: HttpError): CallToolResult =>
  errorResult(code, message, details)

const errorResult = (code: string, message: string, details?: unknown): CallToolResult => ({
  isError: true,
  content: [
    { type: 'text', text: `${message} (${code})` },
    ...(details === undefined ? [] : [{ type: 'text' as const, text: JSON.stringify({ details }) }]),
  ],
})
