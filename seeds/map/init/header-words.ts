/** Words that files often join: `firstname`, `termstart`. */
const GLUED = new RegExp(
  '^(first|middle|last|given|family|sur|full|nick|user|file|company|employer|club|team|player|person|employee|country|' +
    'city|department|party|start|end|hire|term|birth|join|leave|exit|entry|sort|display)' +
    '(names?|date|day|label|ids?|url|start|end|time|year|datum)$',
)

/**
 * The words of a column name in lower case, separated by spaces, without accents on Latin letters: `Date d'entrée`
 * gives `date d entree`, and `personLabel` gives `person label`.
 */
export const wordsOf = (column: string): string =>
  column
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(word => word.replace(GLUED, '$1 $2'))
    .join(' ')
    .replace(/^attributes /, '')
