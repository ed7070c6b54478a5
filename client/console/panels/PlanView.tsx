import type { PlanNode } from '../../../cypher/adhoc.ts'
import { totalHits } from '../plan-rows.ts'
import type { Run } from '../session.ts'
import { useConsoleWords } from './console-context.ts'

/** The steps of the plan as a tree, each with its rows and, if profiled, database hits. */
export function PlanView({ run: { plan } }: { run: Run }) {
  const { t } = useConsoleWords()
  if (!plan) return <p className="none quiet">{t('plan.none')}</p>
  const all = totalHits(plan)
  return (
    <div className="plan-view">
      {all !== null && <p>{t('plan.totalHits', { count: all })}</p>}
      <ul className="plan" aria-label={t('plan.label')}>
        <Step step={plan} all={all} />
      </ul>
    </div>
  )
}

function Step({ step, all }: { step: PlanNode; all: number | null }) {
  const { t, language } = useConsoleWords()
  const { operator, details, estimatedRows, rows, dbHits, children } = step
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <li>
      <div className="step">
        <strong>{operator}</strong> {details && <code>{details}</code>}
        <span className="figures">
          {rows !== null && <span>{t('plan.rows', { count: rows })}</span>}
          {estimatedRows !== null && (
            <span className="quiet">{t('plan.estimated', { rows: number.format(estimatedRows) })}</span>
          )}
          {dbHits !== null && (
            <span className="hits-share">
              <span>{t('plan.hits', { count: dbHits })}</span>{' '}
              <meter value={dbHits} max={Math.max(1, all ?? 0)} aria-label={t('plan.share')} />
            </span>
          )}
        </span>
      </div>
      {children.length > 0 && (
        <ul>
          {children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are identified by position
            <Step key={at} step={child} all={all} />
          ))}
        </ul>
      )}
    </li>
  )
}
