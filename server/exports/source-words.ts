import type { Source } from '../../picture/answer/evidence.ts'

/** A source in one line: its title, its publisher, its date as written and its address. */
export const sourceWords = ({ title, publisher, published, url }: Source): string =>
  [title, [publisher, published].filter(Boolean).join(', '), url].filter(Boolean).join('. ')
