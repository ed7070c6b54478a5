/**
 * Letters and digits of any script in lower case, joined by hyphens. Drops accents of Latin letters, and accents in
 * Greek and Cyrillic that are not part of a letter. Keeps marks of other scripts, which are vowels there (सीता, ที).
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

/** Unicode blocks of marks for Latin, Greek and Cyrillic. */
const ACCENTS = '\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f'

/** Characters other than letters, digits and vowel marks, and variation selectors. */
const BETWEEN = new RegExp(`(?:[^\\p{L}\\p{M}\\p{N}]|[${ACCENTS}]|\\p{Variation_Selector})+`, 'gu')
