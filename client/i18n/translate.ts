import i18next, { type TFunction } from 'i18next'
import type { Words } from './en.ts'
import { LANGUAGES, type Language } from './languages.ts'

export type Translate = TFunction

/** The parts of a dictionary, which are namespaces of i18next. */
export type Namespace = keyof Words

const instance = i18next.createInstance()
void instance.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'page' satisfies Namespace,
  resources: {},
  // Words become text nodes, so escapes would be visible.
  interpolation: { escapeValue: false },
  initAsync: false,
})

export function addWords(language: Language, words: Words): void {
  for (const [namespace, dictionary] of Object.entries(words))
    instance.addResourceBundle(language, namespace, dictionary)
}

export const hasWords = (language: Language): boolean =>
  instance.hasResourceBundle(language, 'page' satisfies Namespace)

/** Looks up words of a language by their keys within a namespace. */
export const translator = (language: Language, namespace: Namespace = 'page'): Translate =>
  instance.getFixedT(language, namespace)

/** The language in the URL, otherwise the first language of the browser that has a dictionary, otherwise English. */
export const chooseLanguage = (asked: Language | null, preferred: readonly string[]): Language =>
  asked ??
  preferred.flatMap(tag => LANGUAGES.find(language => tag.toLowerCase().split('-')[0] === language) ?? [])[0] ??
  'en'
