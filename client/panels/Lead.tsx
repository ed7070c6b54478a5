import { useEffect, useMemo } from 'react'
import whoLeft from '../../cypher/read/who-left.ts'
import { asReported } from '../../cypher/words/announced-words.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { sourcesOf } from '../../picture/answer/evidence.ts'
import { bestConnected } from '../graph/focus.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerTo } from '../store/answers.ts'
import type { Location } from '../store/location.ts'
import { windowEnds } from '../store/moment-words.ts'
import { organisationAsks } from '../store/required-queries.ts'
import { datesOfRows, rowStates } from '../store/rows-as-of.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { countDestinations, isReturn, type Leaver, stepsOf } from './destinations.ts'
import { leavingsOf } from './leavings.ts'

const MAX_PLACES = 3

/**
 * What the data say, in a sentence with numbers: who left the organisation that most people left, when, for where, by which sources. By
 * the date of the map, and in its window.
 */
export function Lead() {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  const id = useMemo(() => (network ? bestConnected(network) : null), [network])
  const [left, went] = organisationAsks(id ?? '', location)
  const leavers = useExplorerState(state => answerTo(state.answers, left)?.reply)
  const steps = useExplorerState(state => answerTo(state.answers, went)?.reply)
  const isLost = useExplorerState(
    ({ answers }) => answerTo(answers, left)?.status === 'failed' || answerTo(answers, went)?.status === 'failed',
  )
  const { from, to } = location
  useEffect(() => {
    if (id !== null) for (const ask of organisationAsks(id, { from, to })) void explorer.ask(ask)
  }, [explorer, id, from, to])
  const name = network?.nodes.get(id ?? '')?.name
  if (id === null || !name) return null
  if (!leavers || !steps) return isLost ? null : <p className="lead" />
  const states = leaverStates(leavers.rows, location)
  const gone = leavers.rows.filter((_, at) => states[at] === 'definite')
  const { people, when, undated, toLeave, reported } = leavingsOf(gone, language)
  const possibly = peopleOnly('possible', leavers.rows, states)
  const introduction = introductionOf(location, t, language)
  if (people + toLeave + possibly === 0 && introduction === '') return null
  const counted = countDestinations(stepsOf(steps.rows, leavers.rows, states)).filter(({ surely }) => surely > 0)
  const places = counted.filter(({ step }) => step.organisation && !isReturn(step))
  const returned = counted.find(({ step }) => isReturn(step))?.surely ?? 0
  const shown = places.slice(0, MAX_PLACES)
  const [first, second] = places
  const isMost = first !== undefined && first.surely > (second?.surely ?? 0)
  const sources = sourcesOf([...leavers.rows, ...steps.rows])
  const newest = sources?.newest ? dateWords(sources.newest, language) : null
  const ofQuestion = (query: string) =>
    link({ query, params: { organisation: id }, select: [id], expand: [], camera: null })
  const reportedWords = reported ? `${t('comma')}${asReported(reported, language)}` : ''
  return (
    <p className="lead">
      {introduction}
      <a {...ofQuestion('who-left')}>
        {people > 0
          ? t(leavers.truncated ? 'lead.leftAtLeast' : 'lead.left', { count: people, name, when: when ?? '' })
          : t('lead.none', { name })}
      </a>
      {possibly > 0 && t('lead.possibly', { count: possibly })}
      {toLeave > 0 && t('lead.toLeave', { count: toLeave, reported: reportedWords })}
      {undated > 0 && ` ${t('lead.undated', { count: undated })}`}
      {t('lead.stop')}
      {shown.length > 0 && (
        <>
          {t(isMost ? 'lead.most' : 'lead.places')}{' '}
          {shown.map(({ key, step, surely }, at) => (
            <span key={key}>
              {at > 0 && t('lead.comma')}
              <a {...link({ select: [step.organisation?.id ?? ''] })}>{step.organisation?.name}</a> ({surely})
            </span>
          ))}
          {places.length > shown.length && t('lead.more', { count: places.length - shown.length })}
          {t('lead.stop')}
        </>
      )}
      {returned > 0 && `${t('lead.returned', { count: returned, name })}${t('lead.stop')}`}
      {sources && (
        <a {...link({ query: 'sources', params: {}, select: null, expand: [], camera: null })}>
          {t('lead.sources', { count: sources.sources })}
          {newest && t('lead.newest', { date: newest })}
        </a>
      )}
      {sources && t('lead.stop')}
    </p>
  )
}

type GoneState = 'definite' | 'possible' | 'no'

/** Whether each of them left in the window and by the last date of the map. */
function leaverStates(leavers: Leaver[], location: Location): GoneState[] {
  const states = rowStates(leavers, whoLeft, datesOfRows(location).at(-1) ?? null)
  return leavers.map(({ certainty }, at) => {
    const state = states?.[at] ?? 'definite'
    if (state === 'no') return 'no'
    return state === 'definite' && certainty === 'definite' ? 'definite' : 'possible'
  })
}

/** People of whom some row has this state, and none a better one. Rumours do not count. */
function peopleOnly(state: GoneState, leavers: Leaver[], states: GoneState[]): number {
  const of = (one: GoneState) =>
    leavers.flatMap(({ person, status }, at) =>
      states[at] === one && (status === 'confirmed' || status === 'reported') ? [person.id] : [],
    )
  const sure = new Set(of('definite'))
  return new Set(of(state).filter(id => !sure.has(id))).size
}

/** For which window and date the sentence is; empty for all dates. */
function introductionOf(location: Location, t: Translate, language: Language): string {
  const { from, to, at, clock } = location
  const { ends, dates } = windowEnds(location, language)
  const window = from || to ? t(`lead.window.${ends}`, dates) : ''
  const day = datesOfRows(location).at(-1)
  if (at && clock === 'known') return `${t('lead.allDates')}${window}`
  return `${window}${day ? t('lead.by', { date: dateWords(day, language) }) : ''}`
}
