import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { AnyRow } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import { stateWords } from '../../picture/answer/row-as-of.ts'
import type { Ask } from '../api/asks.ts'
import type { AnswerRows } from '../store/answer-rows.ts'
import type { TableState } from '../store/table-state.ts'
import type { Cell } from '../table/answer-cells.ts'
import { headWords } from '../table/column-names.ts'
import { arrangeRows, markedColumn, openOrders, shownColumns, tableOf, toTsv, withStates } from '../table/table-rows.ts'
import { charactersOf } from '../table/text-columns.ts'
import { useExplorer, useExplorerState, useStateLink, useWords } from './context.ts'
import { Gap } from './Gap.tsx'
import { TableTools } from './TableTools.tsx'

/** The height of a row whose cells are one line each. */
const ROW_HEIGHT = 31
/** Number of rows that determine the widths of columns. */
const SAMPLE = 80

/** The rows of an answer, sorted and filtered, with a choice of columns. Only the visible rows are in the document. */
export function AnswerTable({
  rows,
  question,
  states,
  ask,
  reply,
  scroller,
}: AnswerRows & { ask: Ask; reply: Reply<AnyRow>; scroller: RefObject<HTMLElement | null> }) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const { sort, filter, columns } = useExplorerState(state => state.location.table)
  const isHiding = useExplorerState(state => state.location.hideAbsent)
  const set = (change: Partial<TableState>, mode?: 'replace') =>
    explorer.navigate({ table: { ...explorer.store.getState().location.table, ...change } }, mode)
  const type = useTyping(filter, set)
  const plain = useMemo(
    () =>
      tableOf(rows, question, {
        ...{ question, language, yes: t('table.yes'), no: t('table.no') },
        claims: count => t('counts.claims', { count }),
      }),
    [rows, question, language, t],
  )
  const table = useMemo(
    () => withStates(plain, states, state => stateWords(state, language), isHiding ? ['no'] : []),
    [plain, states, language, isHiding],
  )
  const shown = shownColumns(table, columns, sort)
  const sorted = sort ? table.columns.indexOf(sort.column) : -1
  const key = shown.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the shown columns
  const found = useMemo(
    () => arrangeRows(table, shown, { filter, sort }, language),
    [table, key, filter, sort?.column, sort?.descending, language],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sort` is read by its column
  const open = useMemo(() => openOrders(table, found, sort), [table, found, sort?.column])
  const marked = markedColumn(table, shown, sort)
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
    getItemKey: index => found[index]?.number ?? index,
    overscan: 12,
    scrollMargin: offset,
  })
  const dates = states.map(({ date }) => date)
  const headOf = (name: string) => headWords(name, dates, language, question)
  const heads = shown.map(place => headOf(table.columns[place] ?? ''))
  const widths = shown.map((at, place) =>
    widthOf(
      heads[place] ?? '',
      table.rows.slice(0, SAMPLE).map(({ cell }) => cell(at)),
    ),
  )
  const items = virtual.getVirtualItems()
  const above = (items[0]?.start ?? offset) - offset
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? offset) + offset
  return (
    <div className="answer-rows">
      <TableTools
        text={filter}
        onText={type.change}
        onTextDone={type.done}
        columns={table.columns.map(name => ({ name, label: headOf(name) }))}
        shown={new Set(shown.map(place => table.columns[place] ?? ''))}
        onShown={names => set({ columns: names })}
        found={found.length}
        all={table.rows.length}
        tsv={() => toTsv(heads, found, shown)}
        ask={ask}
        reply={reply}
        openOrders={open.filter(Boolean).length}
      />
      <table ref={body} aria-rowcount={found.length + 1} aria-label={t('table.label')}>
        <colgroup>
          {shown.map((at, place) => (
            <col key={table.columns[at]} style={{ width: `min(${widths[place]}ch, 38vw)` }} />
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
                <button type="button" onClick={() => set({ sort: nextSort(sort, table.columns[at] ?? '') })}>
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
              <tr
                key={row?.number}
                ref={virtual.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                data-row={row?.number}
                className={row?.state ? `at-date ${row.state}` : undefined}
              >
                {shown.map(at => (
                  <td key={table.columns[at]}>
                    {marked === at && open[index] && <OpenOrder />}
                    <CellView cell={row?.cell(at)} />
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

/** What is typed without a pause elsewhere is one entry of the history. */
function useTyping(filter: string, set: (change: Partial<TableState>, mode?: 'replace') => void) {
  const last = useRef<string | null>(null)
  return {
    change(text: string) {
      // After Back, the filter is not what was typed last, and its entry must stay.
      set({ filter: text }, last.current === filter ? 'replace' : undefined)
      last.current = text
    },
    done() {
      last.current = null
    },
  }
}

/** Ascending, then descending, then the order of the answer. */
function nextSort(sort: TableState['sort'], column: string): TableState['sort'] {
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
