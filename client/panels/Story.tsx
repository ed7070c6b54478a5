import { useEffect, useMemo } from 'react'
import { dateWords } from '../../cypher/words/date-words.ts'
import { sourcesOf } from '../../picture/answer/evidence.ts'
import { bestConnected } from '../graph/focus.ts'
import { answerTo } from '../store/answers.ts'
import { organisationAsks } from '../store/required-queries.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { countDestinations } from './Leavers.tsx'
import { leavingsOf } from './leavings.ts'

const MAX_PLACES = 3

/** What the data say, in a sentence with numbers: who left the organisation that most people left, when, for where, by which sources. */
export function Story() {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const network = useExplorerState(state => state.network)
  const id = useMemo(() => (network ? bestConnected(network) : null), [network])
  const [left, went] = organisationAsks(id ?? '', { from: null, to: null })
  const leavers = useExplorerState(state => answerTo(state.answers, left)?.reply)
  const steps = useExplorerState(state => answerTo(state.answers, went)?.reply)
  useEffect(() => {
    if (id !== null) for (const ask of organisationAsks(id, { from: null, to: null })) void explorer.ask(ask)
  }, [explorer, id])
  const name = network?.nodes.get(id ?? '')?.name
  if (id === null || !name || !leavers || !steps || leavers.rows.length === 0) return null
  const { people, when, undated } = leavingsOf(leavers.rows, language)
  if (people === 0) return null
  const places = countDestinations(steps.rows).filter(({ step, surely }) => step.organisation && surely > 0)
  const shown = places.slice(0, MAX_PLACES)
  const [first, second] = places
  const isMost = first !== undefined && first.surely > (second?.surely ?? 0)
  const sources = sourcesOf([...leavers.rows, ...steps.rows])
  const newest = sources?.newest ? dateWords(sources.newest, language) : null
  const to = (query: string) => link({ query, params: { organisation: id }, select: [id], expand: [], camera: null })
  return (
    <p className="story">
      <a {...to('who-left')}>
        {t(leavers.truncated ? 'story.leftAtLeast' : 'story.left', { count: people, name, when: when ?? '' })}
      </a>
      {undated > 0 && ` ${t('story.undated', { count: undated })}`}
      {t('story.stop')}
      {shown.length > 0 && (
        <>
          {t(isMost ? 'story.most' : 'story.places')}{' '}
          {shown.map(({ key, step, surely }, at) => (
            <span key={key}>
              {at > 0 && t('story.comma')}
              <a {...link({ select: [step.organisation?.id ?? ''] })}>{step.organisation?.name}</a> ({surely})
            </span>
          ))}
          {places.length > shown.length && t('story.more', { count: places.length - shown.length })}
          {t('story.stop')}
        </>
      )}
      {sources && (
        <a {...link({ query: 'sources', params: {}, select: null, expand: [], camera: null })}>
          {t('story.sources', { count: sources.sources })}
          {newest && t('story.newest', { date: newest })}
        </a>
      )}
      {sources && t('story.stop')}
    </p>
  )
}
