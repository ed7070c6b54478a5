import type { Language } from './languages.ts'
import { addWords, hasWords, type Namespace, type Words } from './translate.ts'

const FETCH: Record<Language, { [One in Namespace]: () => Promise<Pick<Words, One>> }> = {
  en: {
    page: async () => (await import('./en.ts')).en,
    console: () => import('./en-console.ts'),
    wholeNetwork: () => import('./en-whole-network.ts'),
  },
  zh: {
    page: async () => (await import('./zh.ts')).zh,
    console: () => import('./zh-console.ts'),
    wholeNetwork: () => import('./zh-whole-network.ts'),
  },
}

/** Fetches the words that a page needs of its language, unless they are here. */
export async function loadWords(language: Language, namespace: Namespace = 'page'): Promise<void> {
  const missing = [...new Set<Namespace>(['page', namespace])].filter(one => !hasWords(language, one))
  const fetched = await Promise.all(missing.map(one => FETCH[language][one]()))
  for (const words of fetched) addWords(language, words)
}
