/**
 * Letters and digits of any script, in lower case, with hyphens between; accents of Latin letters are dropped. Marks of other
 * scripts stay, for they are vowels there (सीता, ที), but for accents that no letter of Greek or Cyrillic is written with.
 */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(BETWEEN, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120)

/** Blocks of marks for Latin, Greek and Cyrillic. */
const ACCENTS = '\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f'

/** Neither letter, digit nor vowel; a mark that chooses a form of a character (Variation_Selector) is none either. */
const BETWEEN = new RegExp(`(?:[^\\p{L}\\p{M}\\p{N}]|[${ACCENTS}]|\\p{Variation_Selector})+`, 'gu')
