import type { en } from './en.ts'
import type { console } from './en-console.ts'
import type { wholeNetwork } from './en-whole-network.ts'
import { LANGUAGES, type Language } from './languages.ts'

/** All words of one language. Each page loads only the namespaces that it uses. */
export type Words = typeof en & { console: typeof console; wholeNetwork: typeof wholeNetwork }

export type Namespace = keyof Words

export type Blanks = Readonly<Record<string, string | number | null | undefined>> & {
  /** Chooses the form of the message: `KEY_zero`, `KEY_one` or `KEY_other`. */
  count?: number
  /** What an unknown key yields; otherwise it yields itself. */
  defaultValue?: string
}

/** Finds a message by its key, such as `lead.left`, and fills in its `{{blanks}}`. Names are inserted unchanged: words become text nodes. */
export type Translate = (key: string, blanks?: Blanks) => string

interface Dictionary {
  readonly [key: string]: string | Dictionary
}

const dictionaries = new Map<Language, Dictionary>()

export function addWords(language: Language, words: Partial<Words>): void {
  dictionaries.set(language, { ...dictionaries.get(language), ...words })
}

export const hasWords = (language: Language, namespace: Namespace): boolean =>
  dictionaries.get(language)?.[namespace] !== undefined

/** Looks up words of a language by their keys within a namespace. The same translator is returned each time. */
export function translator(language: Language, namespace: Namespace = 'page'): Translate {
  const name = `${language} ${namespace}`
  const made = translators.get(name) ?? makeTranslator(language, namespace)
  translators.set(name, made)
  return made
}

const translators = new Map<string, Translate>()

function makeTranslator(language: Language, namespace: Namespace): Translate {
  const plurals = new Intl.PluralRules(language)
  const find = (key: string): string | undefined => {
    const found = key
      .split('.')
      .reduce<string | Dictionary | undefined>(
        (part, step) => (typeof part === 'object' && Object.hasOwn(part, step) ? part[step] : undefined),
        dictionaries.get(language)?.[namespace],
      )
    return typeof found === 'string' ? found : undefined
  }
  const formOf = (key: string, count: number) =>
    (count === 0 ? find(`${key}_zero`) : undefined) ?? find(`${key}_${plurals.select(count)}`)
  return (key, blanks = {}) => {
    const { count, defaultValue = key } = blanks
    const message = (count === undefined ? undefined : formOf(key, count)) ?? find(key) ?? defaultValue
    return message.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(blanks[name] ?? ''))
  }
}

/** The language in the URL, otherwise the first language of the browser that has a dictionary, otherwise English. */
export const chooseLanguage = (asked: Language | null, preferred: readonly string[]): Language =>
  asked ??
  preferred.flatMap(tag => LANGUAGES.find(language => tag.toLowerCase().split('-')[0] === language) ?? [])[0] ??
  'en'
