import { z } from 'zod'
import { syntaxRange } from './json-syntax.ts'
import { problemOf, type StoryProblem } from './story-problem.ts'
import { StorySchema, type StoryStep } from './story-steps.ts'

/** A story as a JSON file, with the query string of its view. */
const FileSchema = z.strictObject({ format: z.literal('who-left-where-story'), view: z.string(), steps: StorySchema })

export type StoryFile = z.infer<typeof FileSchema>

export const writeStoryFile = (view: string, steps: StoryStep[]): string =>
  `${JSON.stringify({ format: 'who-left-where-story', view, steps } satisfies StoryFile, null, 2)}\n`

/** Reads a file. The problem names the line and column, or the field, and what was expected there. */
export function readStoryFile(text: string): { file: StoryFile } | { problem: StoryProblem } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: syntaxProblem(text) }
  }
  const read = FileSchema.safeParse(value)
  return read.success ? { file: read.data } : { problem: problemOf(read.error) }
}

function syntaxProblem(text: string): StoryProblem {
  const from = Math.min(syntaxRange(text).from, text.trimEnd().length)
  const before = text.slice(0, from).split('\n')
  const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
  return { key: from >= text.trimEnd().length ? 'cut' : 'json', blanks: place }
}
