import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Loads a module when it is first used: most files have no name that needs it. */
const lazily = <T>(load: () => T): (() => T) => {
  let loaded: { value: T } | undefined
  return () => {
    loaded ??= { value: load() }
    return loaded.value
  }
}

/** Chinese characters in pinyin, with the readings of surnames. */
export const pinyinLibrary = lazily(() => require('pinyin-pro') as typeof import('pinyin-pro'))

/** Any character in ASCII. */
export const anyAsciiLibrary = lazily(() => (require('any-ascii') as typeof import('any-ascii')).default)

/** A character table of OpenCC, as `simplified traditional|…`. */
export const openccTable = (name: 'STCharacters' | 'TSCharacters' | 'TWVariants' | 'HKVariants'): string =>
  (require(`opencc-js/dict/${name}`) as { default: string }).default
