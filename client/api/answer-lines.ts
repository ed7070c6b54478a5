import { CUT, HttpError, unreadable } from './failure.ts'

interface Schema<Line> {
  safeParse(value: unknown): { data?: Line | undefined; error?: { issues: { path: PropertyKey[]; message: string }[] } }
}

/**
 * The lines of an answer in NDJSON, those that arrive together as one list. The last one is a summary or an error; an answer is
 * complete after it, even if the connection fails.
 * @throws {HttpError} `cut` if the answer ends before its last line, `unreadable` if a line is no line of such an answer
 */
export async function* readLines<Line extends { type: string }>(
  body: ReadableStream<Uint8Array>,
  schema: Schema<Line>,
): AsyncGenerator<Line[], void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let isComplete = false
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(error => {
        if (isComplete) return { done: true as const, value: undefined }
        throw new HttpError(CUT, { cause: error })
      })
      if (done && !isComplete) throw new HttpError(CUT)
      if (done) return
      // Read on to the end: a browser reports a response that is left unread as cancelled.
      if (isComplete) continue
      const text = decoder.decode(value, { stream: true })
      const end = text.lastIndexOf('\n')
      // A line may arrive in many pieces, and is not searched again with each.
      const texts = end < 0 ? [] : (rest + text.slice(0, end)).split('\n')
      rest = end < 0 ? rest + text : text.slice(end + 1)
      const lines = texts.filter(Boolean).map(one => readLine(one, schema))
      isComplete = isLast(lines.at(-1))
      if (lines.length > 0) yield lines
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

const isLast = (line: { type: string } | undefined) => line?.type === 'summary' || line?.type === 'error'

function readLine<Line>(text: string, schema: Schema<Line>): Line {
  const { data, error } = schema.safeParse(jsonOf(text))
  if (data !== undefined) return data
  const issue = error?.issues[0]
  throw new HttpError(
    unreadable(`A line of the answer is invalid at ${issue?.path.join('.') || 'its start'}: ${issue?.message}`),
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HttpError(unreadable('A line of the answer is not JSON'), { cause: error })
  }
}
