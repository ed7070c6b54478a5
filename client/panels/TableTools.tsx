import { useState } from 'react'
import type { AnyRow } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import type { Ask } from '../api/asks.ts'
import { useWords } from './context.ts'

interface Tools {
  text: string
  onText: (text: string) => void
  /** The reader has finished typing. */
  onTextDone: () => void
  columns: { name: string; label: string }[]
  shown: ReadonlySet<string>
  onShown: (names: string[]) => void
  /** Numbers of rows that match the filter, and of all. */
  found: number
  all: number
  tsv: () => string
  ask: Ask
  reply: Reply<AnyRow>
  /** Number of rows whose order relative to the row above is open. */
  openOrders: number
}

/** Filter, choice of columns, copy and download of a table, with the numbers of its rows. */
export function TableTools(tools: Tools) {
  const { text, onText, onTextDone, columns, shown, onShown, found, all, tsv, ask, reply, openOrders } = tools
  const { t } = useWords()
  const [copied, setCopied] = useState<'copied' | 'failed' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(tsv()).then(
      () => setCopied('copied'),
      () => setCopied('failed'),
    )
  const toggle = (name: string) => {
    const changed = columns.filter(column => (column.name === name) !== shown.has(column.name))
    if (changed.length > 0) onShown(changed.map(column => column.name))
  }
  return (
    <>
      <div className="table-tools">
        <input
          type="search"
          aria-label={t('table.filter')}
          placeholder={t('table.filter')}
          value={text}
          onChange={event => onText(event.target.value)}
          onBlur={onTextDone}
          onKeyDown={event => event.key === 'Enter' && onTextDone()}
        />
        <details className="column-choice">
          <summary className="button">{t('table.columns')}</summary>
          <fieldset>
            <legend className="quiet">{t('table.columns')}</legend>
            {columns.map(({ name, label }) => (
              <label key={name}>
                <input type="checkbox" checked={shown.has(name)} onChange={() => toggle(name)} /> {label}
              </label>
            ))}
          </fieldset>
        </details>
        <button type="button" className="button" onClick={copy}>
          {t('table.copy')}
        </button>
        <a
          className="button"
          href={`/api/queries/${encodeURIComponent(ask.name)}.csv?${new URLSearchParams(ask.params)}`}
          download
        >
          {t('table.csv')}
        </a>
        <span role="status" className="quiet">
          {found < all ? t('table.found', { found, all }) : t('counts.rows', { count: all })}
          {copied && ` · ${t(`cypher.${copied}`)}`}
        </span>
      </div>
      {reply.truncated && (
        <p className="cut">{t('table.cut', { shown: reply.rows.length, total: reply.total ?? '?' })}</p>
      )}
      {openOrders > 0 && <p className="quiet">{t('table.openOrders', { count: openOrders })}</p>}
    </>
  )
}
