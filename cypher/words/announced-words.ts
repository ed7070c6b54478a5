import type { Language } from '../query.ts'
import { commonWords, fill } from './common-words.ts'
import { whenItWas } from './date-words.ts'

/** The name of the words for an event that is still to come, by the event. */
export const TO_COME = { joined: 'willJoin', left: 'willLeave', present: 'willBe' } as const

/** Whether an event is worded differently while it is still to come. */
export const hasFuture = (event: string): event is keyof typeof TO_COME => Object.hasOwn(TO_COME, event)

/** "to leave" for `left`; undefined for events that are always worded the same. */
export const wordsToCome = (event: string, language: Language): string | undefined =>
  hasFuture(event) ? commonWords(language)[TO_COME[event]] : undefined

/** "as reported on 12 November 2024", from the date of publication as written. */
export const asReported = (published: string, language: Language): string =>
  fill(commonWords(language).asReported, { date: whenItWas(published, language) })
