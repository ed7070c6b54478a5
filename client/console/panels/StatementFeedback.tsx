import type { Place } from '../../../cypher/adhoc.ts'
import { errorWords } from '../../../cypher/words/error-words.ts'
import type { Summary } from '../ask-statement.ts'
import type { Run } from '../session.ts'
import { offsetOf, quoteName, rangeAt } from '../statement-text.ts'
import { useConsoleWords, useSession, useSessionState } from './console-context.ts'
import { goToPlace } from './place.ts'

/** The state of the run in one line. Screen readers announce its end, not every row. */
export function Status({ run }: { run: Run }) {
  const { t } = useConsoleWords()
  const { ending, count, mode } = run
  if (!ending) return <p className="status">{count > 0 ? t('status.streaming', { count }) : t('status.asking')}</p>
  return (
    <p className="status" role="status">
      {ending.kind === 'cancelled' && t('status.cancelled', { count })}
      {ending.kind === 'whole' && (mode === 'explain' ? t('status.explained') : <Counts {...ending.summary} />)}
    </p>
  )
}

function Counts({ rows, nodes, relationships, milliseconds, limit }: Summary) {
  const { t } = useConsoleWords()
  const words = [
    t('status.rows', { count: rows }),
    ...(nodes > 0 ? [t('status.nodes', { count: nodes })] : []),
    ...(relationships > 0 ? [t('status.relationships', { count: relationships })] : []),
  ].join(' · ')
  return (
    <>
      {words} {t('status.took', { ms: milliseconds })}
      {limit && (
        <strong className="cut">
          {' '}
          {t('status.stopped')} {t(`limit.${limit}`, { count: rows })}
        </strong>
      )}
    </>
  )
}

/** The reason for a missing or incomplete answer. */
export function StatementError({ run }: { run: Run }) {
  const { t, language } = useConsoleWords()
  const { ending, query, columns } = run
  if (ending?.kind === 'cut')
    return (
      <div className="refusal" role="alert">
        <h2>{t('refused.broke')}</h2>
        <p>{t('refused.brokeHelp')}</p>
      </div>
    )
  if (ending?.kind !== 'refused') return null
  const { place, failure } = ending
  const said = failure.message ? errorWords(failure, language) : null
  return (
    <div className="refusal" role="alert">
      <h2>{t(columns.length > 0 ? 'refused.broke' : 'refused.title')}</h2>
      <p>{said?.text ?? t(`refused.${failure.code}`, { defaultValue: failure.code })}</p>
      {said && said.text !== failure.message && (
        <p className="quiet" lang="en">
          {failure.message}
        </p>
      )}
      {columns.length > 0 && <p>{t('refused.brokeHelp')}</p>}
      {failure.retryAfter !== null && failure.message && <p>{t('refused.retry', { count: failure.retryAfter })}</p>}
      {place && (
        <button type="button" className="button" onClick={() => goToPlace.go(offsetOf(query, place))}>
          {t('refused.go', { ...place })}
        </button>
      )}
    </div>
  )
}

/** Notes from the database about a statement that it accepted, such as an unknown label. */
export function Hints({ run: { hints, query } }: { run: Run }) {
  const { t } = useConsoleWords()
  const session = useSession()
  const isSame = useSessionState(state => state.query === query)
  if (hints.length === 0) return null
  const replace = (place: Place, name: string) => {
    const { from, to } = rangeAt(query, place)
    session.write({ query: query.slice(0, from) + quoteName(name) + query.slice(to) })
    goToPlace.go(from)
  }
  return (
    <section className="hints" aria-label={t('hints.title')}>
      <ul>
        {hints.map(({ code, message, place, instead }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={at} data-code={code}>
            {message} {instead && <strong>{t('hints.meant', { name: instead })}</strong>}{' '}
            {instead && place && isSame && (
              <button type="button" className="textlike" onClick={() => replace(place, instead)}>
                {t('hints.replace', { name: instead })}
              </button>
            )}{' '}
            {place && (
              <button type="button" className="textlike" onClick={() => goToPlace.go(offsetOf(query, place))}>
                {t('refused.go', { ...place })}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
