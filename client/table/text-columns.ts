/** The width of the beginning of a text, in characters; Chinese, Japanese and Korean ones count as two. */
export const charactersOf = (text: string): number =>
  [...text.slice(0, 60)].reduce((sum, sign) => sum + (sign > '⺀' ? 2 : 1), 0)
