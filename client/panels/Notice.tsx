import { answerTo } from '../store/answers.ts'
import { DEFAULT_QUERY } from '../store/location.ts'
import { isMapAnswer, isStandInLoading, mainAsk, mapReply } from '../store/required-queries.ts'
import { shownView } from '../store/shown-view.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { Failed } from './Failed.tsx'

/** Shown while there is no map: loading, no results, or an error. */
export function Notice() {
  const { t } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const location = useExplorerState(state => state.location)
  const answer = useExplorerState(state => answerTo(state.answers, mainAsk(state.location)))
  const drawn = useExplorerState(state => state.network?.nodes.size ?? null)
  const waiting = useExplorerState(isStandInLoading)
  const map = useExplorerState(mapReply)
  const view = useExplorerState(shownView)
  // The caption then explains why the overview is missing.
  if (drawn && !answer?.reply) return null
  if (answer?.status === 'failed' && answer.failure && !answer.reply && !waiting)
    return (
      <div className="notice">
        <Failed failure={answer.failure} retryAt={answer.retryAt} back={location.query !== DEFAULT_QUERY} />
      </div>
    )
  if (!answer?.reply || !map)
    return (
      <div className="notice waiting" role="status">
        <p>{t('loading')}</p>
      </div>
    )
  // Rows are shown, whether or not they can be drawn as a map.
  const isMap = isMapAnswer(map) && (map === answer.reply || view === 'graph' || view === 'list')
  if (answer.reply.rows.length > 0 || (isMap && drawn !== 0)) return null
  const whole = location.query === DEFAULT_QUERY
  return (
    <div className="notice empty" role="status">
      <h3>{t(whole ? 'empty.title' : 'nothing.title')}</h3>
      <p>{t(whole ? 'empty.text' : 'nothing.text')}</p>
      {whole && (
        <pre>
          <code>npm run load</code>
        </pre>
      )}
      <p className="actions">
        {whole ? (
          <button type="button" className="button strong" onClick={() => explorer.ask(mainAsk(location), true)}>
            {t('empty.again')}
          </button>
        ) : (
          <a
            className="button"
            {...link({ query: DEFAULT_QUERY, params: {}, select: null, expand: [], from: null, to: null })}
          >
            {t('back')}
          </a>
        )}
      </p>
    </div>
  )
}
