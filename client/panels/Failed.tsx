import { useEffect, useState } from 'react'
import type { Failure } from '../api/failure.ts'
import { reasonOf } from '../store/title.ts'
import { useExplorer, useStateLink, useWords } from './context.ts'

/** An error and its remedy. Temporary errors are retried automatically, with a visible countdown. */
export function Failed({
  failure,
  retryAt,
  back = false,
}: {
  failure: Failure
  retryAt: number | null
  back?: boolean
}) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const link = useStateLink()
  const kind = failure.status === 503 ? 'unavailable' : failure.code === 'unreachable' ? 'unreachable' : null
  return (
    <div className="failed" role="alert">
      <h3>{t(kind ? `error.${kind}` : 'error.title')}</h3>
      <p>{kind ? t(`error.${kind}Help`) : reasonOf(t, language, failure)}</p>
      {retryAt !== null && <Countdown until={retryAt} />}
      <p className="actions">
        {retryAt !== null && (
          <button type="button" className="button strong" onClick={explorer.retry}>
            {t('error.retry')}
          </button>
        )}
        {back && (
          <a
            className="button"
            {...link({ query: 'overview', params: {}, select: null, expand: [], from: null, to: null })}
          >
            {t('back')}
          </a>
        )}
      </p>
    </div>
  )
}

function Countdown({ until }: { until: number }) {
  const { t } = useWords()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const count = Math.max(0, Math.ceil((until - now) / 1000))
  // The surrounding alert announces it once, not every second.
  return (
    <p className="countdown" aria-hidden="true">
      {count > 0 ? t('error.retryIn', { count }) : t('error.retrying')}
    </p>
  )
}
