import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { Gap } from '../../panels/Gap.tsx'
import { charactersOf } from '../../table/text-columns.ts'
import type { Run } from '../session.ts'
import { cellOf, jsonText } from '../show-value.ts'
import { useConsoleWords } from './console-context.ts'

const ROW_HEIGHT = 27
/** Number of rows that determine the widths of columns. */
const SAMPLE = 60

/** The rows; only visible ones are in the DOM. The number of a row opens its full content. */
export function TableView({ run }: { run: Run }) {
  const { t } = useConsoleWords()
  const { columns, rows, count, graph, ending } = run
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<number | null>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const sampled = Math.min(count, SAMPLE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows grow in place, and their nodes arrive later
  const widths = useMemo(() => widthsOf(run, sampled), [columns, sampled, ending])
  if (count === 0) return ending ? <p className="none quiet">{t('empty.none')}</p> : null
  const opened = open === null ? undefined : rows[open]
  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="table-view">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard */}
      <section className="table-scroll" ref={scroller} tabIndex={0} aria-label={t('table.label')}>
        <table aria-rowcount={count + 1}>
          <colgroup>
            <col className="number" />
            {widths.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are identified by position
              <col key={at} style={{ width: `${width}ch` }} />
            ))}
            <col />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className="number">
                <span className="hidden-words">{t('table.row')}</span>
              </th>
              {columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are identified by position
                <th scope="col" key={at} title={column}>
                  {column}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            <Gap height={above} />
            {items.map(({ index }) => (
              <tr aria-rowindex={index + 2} key={index} data-row={index}>
                <td className="number">
                  <button
                    type="button"
                    aria-expanded={open === index}
                    aria-label={`${t('table.row')} ${index + 1}`}
                    onClick={() => setOpen(open === index ? null : index)}
                  >
                    {index + 1}
                  </button>
                </td>
                {columns.map((_, at) => {
                  const { kind, text } = cellOf(graph, rows[index]?.[at] ?? null)
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns are identified by position
                    <td key={at} className={kind} title={text}>
                      {text}
                    </td>
                  )
                })}
                <td />
              </tr>
            ))}
            <Gap height={below} />
          </tbody>
        </table>
      </section>
      {opened && open !== null && (
        <aside className="row-detail" aria-label={`${t('table.row')} ${open + 1}`}>
          <header>
            <h2>
              {t('table.row')} {open + 1}
            </h2>
            <button type="button" className="remove" aria-label="×" onClick={() => setOpen(null)}>
              ×
            </button>
          </header>
          <pre>
            <code>{jsonText(graph, columns, [opened]).text}</code>
          </pre>
        </aside>
      )}
    </div>
  )
}

/** In characters. */
function widthsOf({ columns, rows, graph }: Run, sampled: number): number[] {
  return columns.map((column, at) => {
    const lengths = rows.slice(0, sampled).map(row => charactersOf(cellOf(graph, row[at] ?? null).text))
    return Math.min(46, Math.max(8, charactersOf(column) + 2, ...lengths.map(length => length + 2)))
  })
}
