import { useConsoleWords, useSession, useSessionState } from './console-context.ts'

/** Statements that were run in this browser, newest first. */
export function Recent() {
  const { t, language } = useConsoleWords()
  const session = useSession()
  const entries = useSessionState(state => state.recent)
  if (entries.length === 0) return <p className="quiet">{t('recent.none')}</p>
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <>
      <p className="quiet recent-head">
        {t('recent.none')}{' '}
        <button type="button" className="textlike" onClick={() => session.forget()}>
          {t('recent.forgetAll')}
        </button>
      </p>
      <ol className="recent">
        {entries.map(entry => (
          <li key={`${entry.at} ${entry.query} ${entry.params}`}>
            <button
              type="button"
              className="put"
              title={t('recent.use')}
              onClick={() => session.put(entry.query, entry.params)}
            >
              <code>{entry.query.trim()}</code>
              <time className="quiet" dateTime={new Date(entry.at).toISOString()}>
                {time.format(entry.at)}
              </time>
            </button>
            <button
              type="button"
              className="remove"
              aria-label={`${t('recent.forget')}: ${entry.query.trim().slice(0, 60)}`}
              title={t('recent.forget')}
              onClick={() => session.forget(entry)}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
