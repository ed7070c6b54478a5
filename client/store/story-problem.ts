import type { z } from 'zod'
import type { Translate } from '../i18n/translate.ts'

/** Why a text is no step or a file no story: a word of the dictionary, what fills it, and the field of the file or the step. */
export interface StoryProblem {
  key:
    | 'bar'
    | 'percent'
    | 'mark'
    | 'steps'
    | 'date'
    | 'vs'
    | 'cut'
    | 'json'
    | 'large'
    | 'long'
    | 'many'
    | 'short'
    | 'unknown'
    | 'one'
    | 'type'
  blanks?: Readonly<Record<string, string | number>>
  /** For example `steps[1].at`. */
  field?: string
}

export const storyProblemWords = (t: Translate, { key, blanks = {}, field }: StoryProblem): string => {
  const words = t(`steps.problem.${key}`, blanks)
  return field ? `${field}${t('colon')}${words}` : words
}

/** The first problem of a value with its field. The messages of `custom` issues are keys. */
export function problemOf({ issues: [first] }: z.ZodError): StoryProblem {
  const field = (first?.path ?? []).reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  )
  return { ...reasonOf(first), ...(field && { field }) }
}

function reasonOf(issue: z.core.$ZodIssue | undefined): StoryProblem {
  switch (issue?.code) {
    case 'custom':
      return { key: issue.message === 'vs' ? 'vs' : 'date' }
    case 'too_big':
      return { key: issue.origin === 'string' ? 'long' : 'many', blanks: { most: Number(issue.maximum) } }
    case 'too_small':
      return { key: 'short', blanks: { least: Number(issue.minimum) } }
    case 'unrecognized_keys':
      return { key: 'unknown', blanks: { text: issue.keys.join(', ').slice(0, 80) } }
    case 'invalid_value':
      return { key: 'one', blanks: { text: issue.values.join(', ') } }
    default:
      return { key: 'type', blanks: { type: issue?.code === 'invalid_type' ? issue.expected : 'JSON' } }
  }
}
