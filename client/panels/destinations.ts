import type { z } from 'zod'
import type whereTheyWent from '../../cypher/read/where-they-went.ts'
import type whoLeft from '../../cypher/read/who-left.ts'
import type { RowState } from '../../picture/answer/row-as-of.ts'

export type Leaver = z.infer<(typeof whoLeft)['row']>
export type Step = z.infer<(typeof whereTheyWent)['row']>

/** Whether a person came back to the organisation that they had left. That is no other place. */
export const isReturn = ({ organisation, at }: Pick<Step, 'organisation' | 'at'>): boolean => organisation?.id === at.id

/** People for each destination, and how many of them surely went there: the most first, then those who returned, then the unknown. */
export function countDestinations(steps: readonly Step[]) {
  const found = new Map<string, { step: Step; people: Set<string>; surely: Set<string> }>()
  for (const step of steps) {
    const key = step.organisation?.id ?? `, ${step.destination}`
    const entry = found.get(key) ?? { step, people: new Set(), surely: new Set() }
    entry.people.add(step.person.id)
    if (step.certainty !== 'possible') entry.surely.add(step.person.id)
    found.set(key, entry)
  }
  return [...found]
    .map(([key, { step, people, surely }]) => ({ key, step, people: people.size, surely: surely.size }))
    .sort((a, b) => rank(a.step) - rank(b.step) || b.surely - a.surely || b.people - a.people)
}

const rank = (step: Step): number => (step.organisation === null ? 2 : isReturn(step) ? 1 : 0)

/**
 * The destinations of these leavers, by whether they left in the window and by the date: only possibly if they possibly did. The
 * question itself has neither.
 */
export const stepsOf = (
  steps: readonly Step[],
  leavers: readonly Leaver[],
  states: readonly (RowState | null)[],
): Step[] =>
  steps.flatMap(step => {
    const index = leavers.findIndex(({ person, on }) => person.id === step.person.id && on === step.left)
    if (index < 0 || states[index] === 'no') return []
    return states[index] === 'definite' ? [step] : [{ ...step, certainty: 'possible' as const }]
  })
