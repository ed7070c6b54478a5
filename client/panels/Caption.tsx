import { countClaims } from '../../picture/network/network.ts'
import { answerTo } from '../store/answers.ts'
import { DEFAULT_QUERY } from '../store/location.ts'
import { momentOf } from '../store/moment.ts'
import { isOverviewLost, mainAsk } from '../store/required-queries.ts'
import { reasonOf, titleOf } from '../store/title.ts'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useStateLink, useWords } from './context.ts'

/** The question of the map, its counts and its Cypher. */
export function Caption() {
  const { t } = useWords()
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  const answer = useExplorerState(state => answerTo(state.answers, mainAsk(state.location)))
  const isLost = useExplorerState(isOverviewLost)
  const reply = answer?.reply
  const link = useStateLink()
  const moment = useExplorerState(momentOf)
  const counted = moment?.present ?? network
  const ofKind = (kind: string) => [...(counted?.nodes.values() ?? [])].filter(node => node.kind === kind).length
  return (
    <div className="caption">
      <h1>{titleOf(t, location, network)}</h1>
      {network && counted && (
        <p className="quiet" role="status">
          {t('counts.people', { count: ofKind('person') })} ·{' '}
          {t('counts.organisations', { count: ofKind('organisation') })} ·{' '}
          {t('counts.claims', { count: countClaims(counted) })}
          {reply?.truncated && (
            <strong className="cut">
              {' '}
              {t('counts.cutHelp', { shown: reply.rows.length, total: reply.total ?? '?' })}
            </strong>
          )}
        </p>
      )}
      {network && isLost && (
        <p className="cut" role="alert">
          {t('error.overview', { message: reasonOf(t, answer?.failure) })}
        </p>
      )}
      {network && location.query !== DEFAULT_QUERY && (
        <a className="button" {...link({ query: DEFAULT_QUERY, params: {}, expand: [], camera: null })}>
          {t('back')}
        </a>
      )}
      <Cypher ask={mainAsk(location)} />
    </div>
  )
}
