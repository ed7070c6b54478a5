import { readDate } from '../../cypher/dates/grammar.ts'
import type { Language } from '../../cypher/query.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import type { EdgeChange } from '../../picture/network/compare.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Location } from './location.ts'
import type { Moment } from './moment.ts'

/** The moment as a sentence with numbers: "On 1 December 2023: 7 surely there, 10 possibly". Null for a window alone. */
export function momentWords(t: Translate, language: Language, moment: Moment): string | null {
  const { clock, dates, state, changes, meanings } = moment
  const [date] = dates
  if (date === undefined || !state) return null
  const [first, second] = dates.map(text => dateWords(text, language))
  if (changes === null) {
    const { earliest, latest } = readDate(date) ?? {}
    const words = earliest === latest ? 'on' : 'within'
    return capitalised(t(`time.${clock}.${words}`, { date: first, ...state.people }))
  }
  const of = (change: EdgeChange['change'], certainty: EdgeChange['certainty']) =>
    [...changes].filter(
      ([id, one]) => one.change === change && one.certainty === certainty && meanings.get(id)?.kind !== 'part-of',
    ).length
  return t(`time.${clock}.between`, {
    first,
    second,
    joined: of('joined', 'definite'),
    joinedPossible: of('joined', 'possible'),
    left: of('left', 'definite'),
    leftPossible: of('left', 'possible'),
    reported: of('reported', 'definite'),
    reportedPossible: of('reported', 'possible'),
    unchanged: of('unchanged', 'definite'),
    unchangedPossible: of('unchanged', 'possible'),
  })
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Which ends a window has, and their dates in words. */
export const windowEnds = ({ from, to }: Pick<Location, 'from' | 'to'>, language: Language) => ({
  ends: from && to ? ('both' as const) : from ? ('from' as const) : ('to' as const),
  dates: { from: dateWords(from ?? '', language), to: dateWords(to ?? '', language) },
})

/** The window of the map as a sentence with numbers of people: "Window from 2024: 5 of 12 people". */
export function windowWords(
  t: Translate,
  language: Language,
  { location, network, within }: { location: Location; network: Network; within: Network },
): string {
  if (hasMoves(network)) {
    const { ends, dates } = windowEnds(location, language)
    return t(`time.window.moves.${ends}`, dates)
  }
  const people = ({ nodes }: Network) => [...nodes.values()].filter(({ kind }) => kind === 'person').length
  const definite = surelyIn(within)
  const possible = people(within) - definite
  const { ends, dates } = windowEnds(location, language)
  const inside = t(`time.window.${possible > 0 ? 'unsure' : 'sure'}`, { definite, possible })
  return t(`time.window.${ends}`, { ...dates, inside, all: people(network) })
}

/** People with a line that is not only possible in the window. */
const surelyIn = ({ edges }: Network): number =>
  new Set(
    [...edges.values()].flatMap(({ source, relationships }) =>
      relationships.some(({ type, properties }) => type !== 'PART_OF' && properties.certainty !== 'possible')
        ? [source]
        : [],
    ),
  ).size
