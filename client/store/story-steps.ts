import { z } from 'zod'
import { readPeriod } from '../../cypher/dates/grammar.ts'
import { problemOf, type StoryProblem } from './story-problem.ts'

/** A story: steps that each show the same view with other highlights and another date. Pure: its schema serves URL and file. */

export const MAX_STEPS = 50
export const MAX_CAPTION = 500
const MAX_MARKED = 40
const MAX_ID = 200
/** In characters of the URL. A longer story is kept with the entry of the browser's history, and in a file. */
export const MAX_STORY_URL = 6000

const id = z.string().min(1).max(MAX_ID)
const period = z.string().refine(text => readPeriod(text) !== null, 'date')

export type StoryStep = z.infer<typeof StepSchema>
export const StepSchema = z
  .strictObject({
    caption: z.string().max(MAX_CAPTION),
    /** Ids of highlighted nodes. */
    nodes: z.array(id).max(MAX_MARKED).default([]),
    /** The two ends of each highlighted line. */
    lines: z
      .array(z.tuple([id, id]))
      .max(MAX_MARKED)
      .default([]),
    /** As in a URL; null for all dates. */
    at: period.nullable().default(null),
    vs: period.nullable().default(null),
    clock: z.enum(['true', 'known']).default('true'),
    absent: z.enum(['show', 'hide']).default('show'),
  })
  .refine(({ at, vs }) => at !== null || vs === null, { path: ['vs'], message: 'vs' })

export const StorySchema = z.array(StepSchema).max(MAX_STEPS)

/** The step that a text describes, or the reason why it describes none. */
export type StepReading = { step: StoryStep } | { problem: StoryProblem }

/**
 * Writes a step for a URL: `at:2023-11 node:openai line:openai,jan-leike | The caption`. Spaces, commas, bars and percent signs within ids
 * are percent-encoded.
 */
export function writeStep({ caption, nodes, lines, at, vs, clock, absent }: StoryStep): string {
  const marks = [
    ...(at ? [`at:${escaped(at)}`] : []),
    ...(vs ? [`vs:${escaped(vs)}`] : []),
    ...(clock === 'known' ? ['clock:known'] : []),
    ...(absent === 'hide' ? ['absent:hide'] : []),
    ...nodes.map(node => `node:${escaped(node)}`),
    ...lines.map(ends => `line:${ends.map(escaped).join(',')}`),
  ]
  return [...marks, '|', caption].join(' ')
}

export function readStep(text: string): StepReading {
  const bar = text.indexOf('|')
  if (bar < 0) return { problem: { key: 'bar' } }
  const step: Record<string, unknown> = { caption: text.slice(bar + 1).replace(/^ /, '') }
  const [nodes, lines]: [string[], string[][]] = [[], []]
  for (const mark of text.slice(0, bar).split(' ').filter(Boolean)) {
    const colon = mark.indexOf(':')
    const name = mark.slice(0, colon)
    const values = mark
      .slice(colon + 1)
      .split(',')
      .map(unescaped)
    const [value] = values
    if (values.includes(null)) return { problem: { key: 'percent', blanks: { text: mark.slice(0, 80) } } }
    if (name === 'node' && values.length === 1 && value) nodes.push(value)
    else if (name === 'line') lines.push(values as string[])
    else if (SINGLE.has(name) && values.length === 1 && !(name in step)) step[name] = value
    else return { problem: { key: 'mark', blanks: { text: mark.slice(0, 80) } } }
  }
  const read = StepSchema.safeParse({ ...step, nodes, lines })
  return read.success ? { step: read.data } : { problem: problemOf(read.error) }
}

const SINGLE: ReadonlySet<string> = new Set(['at', 'vs', 'clock', 'absent'])

/** The steps of a URL, and the texts that are not steps. */
export function readSteps(texts: readonly string[]): {
  steps: StoryStep[]
  unread: { text: string; problem: StoryProblem }[]
} {
  const steps: StoryStep[] = []
  const unread: { text: string; problem: StoryProblem }[] = []
  for (const text of texts) {
    const read = readStep(text)
    if ('problem' in read) unread.push({ text, problem: read.problem })
    else if (steps.length >= MAX_STEPS) unread.push({ text, problem: { key: 'steps', blanks: { most: MAX_STEPS } } })
    else steps.push(read.step)
  }
  return { steps, unread }
}

/** How many characters of a URL a story takes. */
export const storyLength = (story: readonly StoryStep[]): number =>
  new URLSearchParams(story.map(step => ['story', writeStep(step)])).toString().length

export const fitsUrl = (story: readonly StoryStep[]): boolean => storyLength(story) <= MAX_STORY_URL

const escaped = (text: string): string => text.replace(/[\s,|%]/g, encodeURIComponent)

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
