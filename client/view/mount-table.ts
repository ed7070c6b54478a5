import { stateWords } from '../../picture/answer/row-as-of.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerRows } from '../store/answer-rows.ts'
import { answerTo } from '../store/answers.ts'
import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { mainAsk } from '../store/required-queries.ts'
import { datesOfRows } from '../store/rows-as-of.ts'
import { shownView } from '../store/shown-view.ts'
import { headWords } from '../table/column-names.ts'
import { statesWords } from '../table/states-at-date.ts'
import { arrangeRows, markedColumn, openOrders, shownColumns, tableOf, withStates } from '../table/table-rows.ts'
import { element } from './html-element.ts'

/** Rows in the document: an embed has no room for more, and says how many there are. */
const MOST_ROWS = 200

/**
 * The rows of the main answer as a table without tools, in the order, with the filter and with the columns of the URL, until the
 * returned function is called. It is for pages without React.
 */
export function mountTable(
  container: HTMLElement,
  explorer: Explorer,
  { t, language }: { t: Translate; language: Language },
): () => void {
  let last: readonly unknown[] = []
  const show = (state: ExplorerState) => {
    const { location, answers, network } = state
    const reply = answerTo(answers, mainAsk(location))?.reply
    const [first, second] = datesOfRows(location)
    const now = [reply, network, location.table, first, second, location.hideAbsent, shownView(state)]
    if (!reply || now.every((each, at) => each === last[at])) return
    last = now
    container.replaceChildren(...(shownView(state) === 'table' ? elementsOf(state, { t, language }) : []))
  }
  show(explorer.store.getState())
  return explorer.store.subscribe(show)
}

function elementsOf(state: ExplorerState, { t, language }: { t: Translate; language: Language }): HTMLElement[] {
  const { location, answers, network } = state
  const reply = answerTo(answers, mainAsk(location))?.reply
  if (!reply) return []
  const { rows, question, states } = answerRows(reply, location, network, datesOfRows(location))
  const dates = states.map(({ date }) => date)
  const context = { question, language, yes: t('table.yes'), no: t('table.no') }
  const plain = tableOf(rows, question, { ...context, claims: count => t('counts.claims', { count }) })
  const hidden = location.hideAbsent ? (['no'] as const) : []
  const table = withStates(plain, states, one => stateWords(one, language), hidden)
  const shown = shownColumns(table, location.table.columns, location.table.sort)
  const found = arrangeRows(table, shown, location.table, language)
  const open = openOrders(table, found, location.table.sort)
  const marked = markedColumn(table, shown, location.table.sort)
  const heads = shown.map(place => element('th', {}, headWords(table.columns[place] ?? '', dates, language, question)))
  const lines = found.slice(0, MOST_ROWS).map((row, place) => {
    const mark = open[place] ? '≈ ' : ''
    const cells = shown.map(at => element('td', {}, `${at === marked ? mark : ''}${row.cell(at)?.text ?? ''}`))
    return element('tr', { class: row.state ? `at-date ${row.state}` : null }, ...cells)
  })
  const sentence = statesWords(states, { t, language })
  const count =
    found.length > MOST_ROWS || found.length < rows.length
      ? t('table.found', { found: found.length, all: rows.length })
      : ''
  const cut = found.length > MOST_ROWS ? t('embed.cut', { shown: MOST_ROWS, total: found.length }) : ''
  const opened = open.slice(0, MOST_ROWS).filter(Boolean).length
  const order = opened > 0 ? t('table.openOrders', { count: opened }) : ''
  const notes = [sentence, count, cut, order].filter(text => text !== '').map(text => element('p', {}, text))
  const head = element('thead', {}, element('tr', {}, ...heads))
  return [...notes, element('table', {}, head, element('tbody', {}, ...lines))]
}
