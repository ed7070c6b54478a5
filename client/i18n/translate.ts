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

/** Adds the words of a page that has more than all pages share, under a name of its own. */
export const addWords = (name: string, words: Record<Language, object>): void => {
  for (const language of LANGUAGES)
    instance.addResourceBundle(language, 'translation', { [name]: words[language] }, true, true)
}

/** Words of one language; of those added under a name, by their own keys. */
export const translator = (language: Language, name?: string): Translate => instance.getFixedT(language, null, name)

/** What the URL says, else the first of the browser's languages that there are words in, else English. */
export const chooseLanguage = (asked: Language | null, preferred: readonly string[]): Language =>
  asked ??
  preferred.flatMap(tag => LANGUAGES.find(language => tag.toLowerCase().split('-')[0] === language) ?? [])[0] ??
  'en'
