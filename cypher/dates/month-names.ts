const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl', 'cs', 'hu', 'ru', 'uk', 'tr', 'el']

let names: Map<string, number> | undefined

/** The month, from 1, of a name or abbreviation in a European language; undefined for other words. */
export function monthOf(word: string): number | undefined {
  names ??= collect()
  return names.get(fold(word))
}

const fold = (word: string) => word.toLowerCase().replaceAll('.', '')

function collect(): Map<string, number> {
  const all = new Map<string, number>([['sept', 9]])
  // Many languages inflect the name after a day.
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { month, day, timeZone: 'UTC' })
        for (let at = 0; at < 12; at++) {
          const part = format.formatToParts(Date.UTC(2000, at, 1)).find(({ type }) => type === 'month')
          const name = fold(part?.value ?? '')
          if (/\p{L}/u.test(name) && !all.has(name)) all.set(name, at + 1)
        }
      }
  return all
}
