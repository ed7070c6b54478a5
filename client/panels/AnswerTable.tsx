import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { AnyRow, Query } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import { labelWords } from '../../cypher/words/index.ts'
import type { Ask } from '../api/asks.ts'
import type { Cell } from '../table/answer-cells.ts'
import { filterRows, isOrderOpen, type Sort, sortRows, tableOf, toTsv } from '../table/table-rows.ts'
import { charactersOf } from '../table/text-columns.ts'
import { useStateLink, useWords } from './context.ts'
import { Gap } from './Gap.tsx'
import { TableTools } from './TableTools.tsx'

const ROW_HEIGHT = 31
/** Columns shown at first; the others are a choice away. */
const USUAL_COLUMNS = 9
/** Number of rows that determine the widths of columns. */
const SAMPLE = 80

/** The rows of an answer, sorted and filtered, with a choice of columns. Only the visible rows are in the document. */
export function AnswerTable({
  rows,
  question,
  ask,
  reply,
  scroller,
}: {
  rows: readonly AnyRow[]
  /** Defines the columns; without it, they are those of the rows. */
  question: Query | undefined
  ask: Ask
  reply: Reply<AnyRow>
  scroller: RefObject<HTMLElement | null>
}) {
  const { t, language } = useWords()
  const [sort, setSort] = useState<Sort | null>(null)
  const [text, setText] = useState('')
  const [hidden, setHidden] = useState<ReadonlySet<string> | null>(null)
  const table = useMemo(
    () =>
      tableOf(rows, question, {
        ...{ question, language, yes: t('table.yes'), no: t('table.no') },
        claims: count => t('counts.claims', { count }),
      }),
    [rows, question, language, t],
  )
  const omitted = hidden ?? new Set(table.columns.slice(USUAL_COLUMNS))
  const shown = table.columns.flatMap((column, at) => (omitted.has(column) ? [] : [at]))
  const sorted = sort ? table.columns.indexOf(sort.column) : -1
  const key = shown.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the shown columns
  const found = useMemo(() => {
    const kept = filterRows(table.rows, shown, text)
    return sorted < 0 ? kept : sortRows(kept, sorted, sort?.descending ?? false, language)
  }, [table, key, text, sorted, sort, language])
  const body = useRef<HTMLTableElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const [from, to] = [scroller.current?.getBoundingClientRect().top, body.current?.getBoundingClientRect().top]
    const top = (to ?? 0) - (from ?? 0) + (scroller.current?.scrollTop ?? 0)
    if (Math.abs(top - offset) > 1) setOffset(top)
  })
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: offset,
  })
  const heads = shown.map(at => labelWords(table.columns[at] ?? '', language, question))
  const widths = shown.map((at, place) =>
    widthOf(
      heads[place] ?? '',
      table.rows.slice(0, SAMPLE).map(({ cells }) => cells[at]),
    ),
  )
  const items = virtual.getVirtualItems()
  const above = (items[0]?.start ?? offset) - offset
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? offset) + offset
  const openOrders =
    sorted < 0 ? 0 : found.filter((row, at) => isOrderOpen(found[at - 1]?.cells[sorted], row.cells[sorted])).length
  return (
    <div className="answer-rows">
      <TableTools
        text={text}
        onText={setText}
        columns={table.columns.map(name => ({ name, label: labelWords(name, language, question) }))}
        omitted={omitted}
        onOmitted={setHidden}
        found={found.length}
        all={rows.length}
        tsv={() => toTsv(heads, found, shown)}
        ask={ask}
        reply={reply}
        openOrders={openOrders}
      />
      <table ref={body} aria-rowcount={found.length + 1} aria-label={t('table.label')}>
        <colgroup>
          {shown.map((at, place) => (
            <col key={table.columns[at]} style={{ width: `${widths[place]}ch` }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {shown.map((at, place) => (
              <th
                key={table.columns[at]}
                scope="col"
                aria-sort={sorted === at ? (sort?.descending ? 'descending' : 'ascending') : undefined}
              >
                <button type="button" onClick={() => setSort(nextSort(sort, table.columns[at] ?? ''))}>
                  {heads[place]}
                  <span aria-hidden="true">{sorted === at ? (sort?.descending ? ' ▼' : ' ▲') : ''}</span>
                </button>
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => {
            const row = found[index]
            return (
              <tr key={row?.number} aria-rowindex={index + 2} data-row={row?.number}>
                {shown.map(at => (
                  <td key={table.columns[at]} title={row?.cells[at]?.text}>
                    {sorted === at && isOrderOpen(found[index - 1]?.cells[at], row?.cells[at]) && <OpenOrder />}
                    <CellView cell={row?.cells[at]} />
                  </td>
                ))}
                <td />
              </tr>
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </div>
  )
}

/** Ascending, then descending, then the order of the answer. */
function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? null : { column, descending: true }
}

function OpenOrder() {
  const { t } = useWords()
  return (
    <span className="open-order" role="img" aria-label={t('table.openOrder')} title={t('table.openOrder')}>
      ≈
    </span>
  )
}

function CellView({ cell }: { cell: Cell | undefined }) {
  const link = useStateLink()
  return cell?.pieces.map(({ text, select, url }, at) => {
    if (select && select.length > 0)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are identified by position
        <a key={at} className="entity" {...link({ select: [...select] })}>
          {text}
        </a>
      )
    if (url)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces are identified by position
        <a key={at} href={url} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      )
    return text
  })
}

/** In characters. */
function widthOf(head: string, cells: (Cell | undefined)[]): number {
  const lengths = cells.map(cell => charactersOf(cell?.text ?? ''))
  return Math.min(32, Math.max(8, charactersOf(head) + 4, ...lengths.map(length => length + 4)))
}
