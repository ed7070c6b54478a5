import type { Translate } from '../../i18n/translate.ts'
import type { Run } from '../session.ts'
import { quoteName, rangeAt } from '../statement-text.ts'
import type { Mark } from './mount-editor.ts'

/** Errors and unknown names reported by the database, at their positions in the statement. */
export function marksOf({ query, hints, ending }: Pick<Run, 'query' | 'hints' | 'ending'>, t: Translate): Mark[] {
  const marks: Mark[] = []
  if (ending?.kind === 'refused' && ending.place)
    marks.push({ ...rangeAt(query, ending.place), severity: 'error', message: ending.failure.message })
  for (const { place, message, instead } of hints) {
    if (!place) continue
    const range = rangeAt(query, place)
    const replacement = instead && { text: quoteName(instead), label: t('hints.replace', { name: instead }) }
    marks.push({ ...range, severity: 'warning', message, ...(replacement ? { replacement } : {}) })
  }
  return marks.sort((a, b) => a.from - b.from)
}
