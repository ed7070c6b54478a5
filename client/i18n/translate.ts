import i18next, { type TFunction } from 'i18next'
import { en } from './en.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { zh } from './zh.ts'

export type Translate = TFunction

const instance = i18next.createInstance()
void instance.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en }, zh: { translation: zh } },
  // Words become text nodes, never markup, so escaping would show.
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** Words of one language. */
export const translator = (language: Language): Translate => instance.getFixedT(language)

/** What the URL says, else the first of the browser's languages that there are words in, else English. */
export const chooseLanguage = (asked: Language | null, preferred: readonly string[]): Language =>
  asked ??
  preferred.flatMap(tag => LANGUAGES.find(language => tag.toLowerCase().split('-')[0] === language) ?? [])[0] ??
  'en'
