import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Loads a module on first use: most files have no name that needs it. */
const lazily = <T>(load: () => T): (() => T) => {
  let loaded: { value: T } | undefined
  return () => {
    loaded ??= { value: load() }
    return loaded.value
  }
}

/** Converts Chinese characters to pinyin, including surname readings. */
export const pinyinLibrary = lazily(() => require('pinyin-pro') as typeof import('pinyin-pro'))

/** Converts any character to ASCII. */
export const anyAsciiLibrary = lazily(() => (require('any-ascii') as typeof import('any-ascii')).default)

/** A character table of OpenCC, in the format `simplified traditional|…`. */
export const openccTable = (name: 'STCharacters' | 'TSCharacters' | 'TWVariants' | 'HKVariants'): string =>
  (require(`opencc-js/dict/${name}`) as { default: string }).default
