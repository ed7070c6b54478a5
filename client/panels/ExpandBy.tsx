import { type FormEvent, useEffect, useId, useState } from 'react'
import { readDate } from '../../cypher/dates/grammar.ts'
import neighbourCounts from '../../cypher/read/neighbour-counts.ts'
import { askFor } from '../api/asks.ts'
import { readExpansion, writeExpansion } from '../store/expansion.ts'
import { Answered } from './Answered.tsx'
import { Cypher } from './Cypher.tsx'
import { useExplorer, useExplorerState, useWords } from './context.ts'

interface Period {
  from: string | null
  to: string | null
}

/** Adds some neighbours of a node: of one kind, by what they did, in a period. How many there are is shown before. */
export function ExpandBy({ id }: { id: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [period, setPeriod] = useState<Period>({ from: null, to: null })
  return (
    <details className="expand-by" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('expandBy.title')}</summary>
      {isOpen && (
        <>
          <PeriodForm onApply={setPeriod} />
          <Counts id={id} period={period} />
        </>
      )}
    </details>
  )
}

function PeriodForm({ onApply }: { onApply: (period: Period) => void }) {
  const { t } = useWords()
  const id = useId()
  const [wrong, setWrong] = useState<string | null>(null)
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [from, to] = ['from', 'to'].map(name => String(form.get(name) ?? '').trim() || null)
    const unreadable = [from, to].find(text => text && !readDate(text)) ?? null
    setWrong(unreadable)
    if (unreadable === null) onApply({ from: from ?? null, to: to ?? null })
  }
  return (
    <form className="window" onSubmit={apply} noValidate>
      {(['from', 'to'] as const).map(end => (
        <span key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`window.${end}`)}</label>{' '}
          <input id={`${id}-${end}`} name={end} size={10} placeholder={end === 'from' ? '2023' : '2024-06'} />
        </span>
      ))}
      <button type="submit" className="button">
        {t('expandBy.count')}
      </button>
      {wrong !== null && <p role="alert">{t('time.invalid')}</p>}
    </form>
  )
}

function Counts({ id, period }: { id: string; period: Period }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const expand = useExplorerState(state => state.location.expand)
  const { from, to } = period
  const ask = askFor(neighbourCounts, { node: id, eventFrom: from, eventTo: to })
  useEffect(() => {
    void explorer.ask(askFor(neighbourCounts, { node: id, eventFrom: from, eventTo: to }))
  }, [explorer, id, from, to])
  return (
    <>
      <Answered ask={ask}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="quiet">{t('expandBy.none')}</p>
          ) : (
            <ul className="choices">
              {rows.map(({ kind, event, neighbours }) => {
                const text = writeExpansion({ id, kind, event: event === 'any' ? null : event, from, to })
                const isOn = expand.includes(text)
                return (
                  <li key={text}>
                    <button
                      type="button"
                      className="button"
                      aria-pressed={isOn}
                      onClick={() => explorer.expand(text, !isOn)}
                    >
                      {t(`expandBy.${kind}.${event}`)} <strong>{neighbours}</strong>
                    </button>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Answered>
      <p className="quiet">{t('expandBy.help')}</p>
      <Elsewhere id={id} period={period} />
      <Cypher ask={ask} />
    </>
  )
}

/** What this node is expanded by in other periods. */
function Elsewhere({ id, period: { from, to } }: { id: string; period: Period }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const expand = useExplorerState(state => state.location.expand)
  const others = expand.filter(text => {
    const one = readExpansion(text)
    return one.id === id && text !== id && (one.from !== from || one.to !== to)
  })
  if (others.length === 0) return null
  return (
    <ul className="choices">
      {others.map(text => {
        const { kind, event, from, to } = readExpansion(text)
        return (
          <li key={text}>
            <button type="button" className="button" aria-pressed="true" onClick={() => explorer.expand(text, false)}>
              {kind ? t(`expandBy.${kind}.${event ?? 'any'}`) : t('expandBy.title')} {from ?? '…'}–{to ?? '…'} ×
            </button>
          </li>
        )
      })}
    </ul>
  )
}
