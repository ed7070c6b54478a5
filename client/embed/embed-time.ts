import { addDays, dayNumber } from '../../cypher/dates/calendar.ts'
import { readDate, readPeriod } from '../../cypher/dates/grammar.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { type TimeSpan, timeSpan } from '../../picture/network/event-histogram.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { startOf, stepByKey, within } from '../graph/step-day.ts'
import { answerTo } from '../store/answers.ts'
import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { mainAsk } from '../store/required-queries.ts'
import { rowsNetwork } from '../store/rows-as-of.ts'
import { button, element } from '../view/html-element.ts'
import type { Reader } from './embed-content.ts'

/** A slider over the dates of the view, a field for any date, and a button for all dates. Absent where nothing has a date. */
export function mountTime(place: HTMLElement, explorer: Explorer, { t, language }: Reader): void {
  const { store } = explorer
  const slider = element('input', { type: 'range', 'aria-label': t('time.label') })
  const field = element('input', {
    ...{ type: 'text', name: 'at', size: 10, autocomplete: 'off', placeholder: '2023-12-01', title: t('time.hint') },
    ...{ 'aria-label': t('time.date') },
  })
  const wrong = element('span', { class: 'cut', role: 'alert' })
  const form = element('form', {}, field, element('button', { class: 'button' }, t('time.apply')), wrong)
  const all = button(t('time.all'), () => explorer.navigate({ at: null, vs: null }))
  const section = element('section', { class: 'time', 'aria-label': t('time.label'), hidden: true }, slider, form, all)
  place.after(section)
  slider.addEventListener('input', () => {
    const day = addDays('1970-01-01', slider.valueAsNumber)
    if (day !== null) explorer.navigate({ at: startOf(day, 'month') })
  })
  slider.addEventListener('keydown', event => {
    const span = spanOf(store.getState())
    const day = addDays('1970-01-01', slider.valueAsNumber)
    const target = span && day !== null && !event.altKey && stepByKey(event.key, day, 'month', span)
    if (!span || !target) return
    event.preventDefault()
    const at = within(target, span)
    slider.value = String(dayNumber(at))
    explorer.navigate({ at })
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    const date = readPeriod(field.value.trim())
    wrong.textContent = date ? '' : t('time.invalid')
    field.setAttribute('aria-invalid', String(!date))
    if (date) explorer.navigate({ at: date })
  })
  const show = (state: ExplorerState) => {
    const { at } = state.location
    const span = spanOf(state)
    section.hidden = span === null && at === null
    slider.hidden = span === null
    all.disabled = at === null
    if (document.activeElement !== field) field.value = at ?? ''
    if (!span) return
    slider.min = String(dayNumber(span.first))
    slider.max = String(dayNumber(span.last))
    slider.setAttribute('aria-valuetext', at === null ? t('time.all') : dateWords(at, language))
    if (document.activeElement === slider && at !== null) return
    slider.value = String(dayNumber(at === null ? span.last : (readDate(at)?.earliest ?? span.first)))
  }
  store.subscribe(show)
  show(store.getState())
}

/** The dates of the network or answer that was read last, because the slider asks for them at every change. */
let last: { of: object; span: TimeSpan | null } | null = null

function spanOf({ network, location, answers }: ExplorerState): TimeSpan | null {
  const reply = answerTo(answers, mainAsk(location))?.reply
  if (!reply || (network && hasMoves(network))) return null
  const of = network ?? reply
  if (last?.of !== of) last = { of, span: timeSpan(rowsNetwork(location.query, reply.rows, network)) }
  return last.span
}
