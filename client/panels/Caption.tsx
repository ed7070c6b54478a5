import { hasMoves } from '../../picture/network/move-network.ts'
import { answerTo } from '../store/answers.ts'
import { networkCounts, rowCounts } from '../store/counts.ts'
import { isLarge } from '../store/first-view.ts'
import { DEFAULT_QUERY } from '../store/location.ts'
import { momentOf } from '../store/moment.ts'
import { isMapAnswer, isOverviewLost, mainAsk, mapReply } from '../store/required-queries.ts'
import { reasonOf, titleOf } from '../store/title.ts'
import { Cypher } from './Cypher.tsx'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { Downloads } from './Downloads.tsx'
import { Lead } from './Lead.tsx'
import { MovesCaption } from './MovesSummary.tsx'
import { Share } from './Share.tsx'

/** The question of the map, its counts and its Cypher. */
export function Caption() {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  const answer = useExplorerState(state => answerTo(state.answers, mainAsk(state.location)))
  const isLost = useExplorerState(isOverviewLost)
  const reply = answer?.reply
  const map = useExplorerState(mapReply)
  const isMap = !map || isMapAnswer(map)
  const isOfMoves = network !== null && hasMoves(network)
  const isWholeLarge = useExplorerState(state => isLarge(state.answers))
  const link = useStateLink()
  const home = { query: DEFAULT_QUERY, params: {}, expand: [], camera: null, view: 'graph' as const }
  const moment = useExplorerState(momentOf)
  const shown = useExplorerState(state => state.shown)
  const counted = moment?.present ?? shown
  return (
    <div className="caption">
      <h1>{titleOf(t, language, { location, network, reply })}</h1>
      {isOfMoves && <MovesCaption />}
      {(reply || network) && !isOfMoves && (
        <p className="quiet" role="status">
          {(reply && !isMap ? rowCounts(t, reply) : networkCounts(t, counted)).join(' · ')}
          {reply?.truncated && (
            <strong className="cut">
              {' '}
              {t(isMap ? 'counts.cutHelp' : 'counts.cut', {
                shown: reply.rows.length,
                total: reply.total ?? '?',
              })}
            </strong>
          )}
        </p>
      )}
      {network && isLost && (
        <p className="cut" role="alert">
          {t('error.overview', { message: reasonOf(t, language, answer?.failure) })}
        </p>
      )}
      {(reply || network) && location.query !== DEFAULT_QUERY && !isOfMoves && (
        <a className="button" {...link({ ...home, ...(isWholeLarge ? { select: null } : {}) })}>
          {t('back')}
        </a>
      )}
      <Downloads />
      {reply && <Share />}
      <Cypher ask={mainAsk(location)} />
      {location.query === DEFAULT_QUERY && <Lead />}
    </div>
  )
}
