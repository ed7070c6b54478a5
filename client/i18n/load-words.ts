import type { Language } from './languages.ts'
import { addWords, hasWords } from './translate.ts'

const FETCH = {
  en: async () => (await import('./en.ts')).en,
  zh: async () => (await import('./zh.ts')).zh,
} as const

/** Fetches the dictionary of a language: a page needs one of them. Resolves at once if it is here. */
export async function loadWords(language: Language): Promise<void> {
  if (!hasWords(language)) addWords(language, await FETCH[language]())
}
