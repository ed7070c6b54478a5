import { addDays } from '../../cypher/dates/calendar.ts'
import { readPeriod } from '../../cypher/dates/grammar.ts'
import { dateWords } from '../../cypher/words/date-words.ts'
import { button, element } from '../view/html-element.ts'
import { DEFINITE, POSSIBLE } from './line-states.ts'
import { daysOf } from './ready-network.ts'
import type { WholeState, WholeStore } from './whole-store.ts'
import type { Words } from './words.ts'

/** Steps of the slider: months are small enough to see, and large enough to cross decades. */
const DAYS_A_STEP = 30

/** The date of the picture: a slider, a text field, and what the picture shows on that date in numbers. */
export function mountTimeBar(section: HTMLElement, whole: WholeStore, { t, words, language }: Words): void {
  section.setAttribute('aria-label', words('time.label'))
  const sentence = element('p', { class: 'time-sentence', 'aria-live': 'polite' })
  const slider = element('input', { type: 'range', 'aria-label': words('time.label'), step: 1 })
  const field = element('input', { name: 'at', size: 10, autocomplete: 'off', placeholder: '2023-12-01' })
  const wrong = element('span', { class: 'cut', role: 'alert' })
  const hide = element('input', { type: 'checkbox' })
  const form = element(
    'form',
    { novalidate: true },
    element('label', {}, words('time.date'), ' ', field),
    element('button', { class: 'button' }, words('time.apply')),
    wrong,
  )
  const choose = button(words('time.choose'), () => {
    const { span } = whole.store.getState().ready ?? {}
    if (span) whole.navigate({ at: addDays('1970-01-01', span.last) })
  })
  const all = button(words('time.all'), () => whole.navigate({ at: null, hideAbsent: false }))
  const noClock = element('p', { class: 'quiet' }, t('noClock'))
  const row = element(
    'div',
    { class: 'time-row' },
    form,
    element('label', {}, hide, ' ', words('time.hideAbsent')),
    all,
  )
  const on = element('div', {}, element('div', { class: 'time-slider' }, slider), sentence, noClock, row)
  section.append(choose, on)

  slider.addEventListener('input', () => {
    const at = addDays('1970-01-01', slider.valueAsNumber)
    // The way back is one step for the whole movement.
    if (at) whole.navigate({ at }, 'none')
  })
  slider.addEventListener('change', () => whole.navigate({}, 'push'))
  slider.addEventListener('keydown', event => {
    const step = { PageUp: DAYS_A_STEP, PageDown: -DAYS_A_STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    slider.valueAsNumber += step
    slider.dispatchEvent(new Event('input'))
    slider.dispatchEvent(new Event('change'))
  })
  hide.addEventListener('change', () => whole.navigate({ hideAbsent: hide.checked }))
  form.addEventListener('submit', event => {
    event.preventDefault()
    const at = readPeriod(field.value.trim())
    wrong.textContent = at ? '' : words('time.invalid')
    if (at) whole.navigate({ at })
  })
  const show = ({ ready, location, states }: WholeState, before?: WholeState) => {
    section.hidden = !ready?.span
    choose.hidden = location.at !== null
    on.hidden = location.at === null
    noClock.hidden = location.clock === 'true'
    hide.checked = location.hideAbsent
    if (ready?.span) Object.assign(slider, { min: ready.span.first, max: ready.span.last })
    if (location.at !== null && location.at !== before?.location.at) field.value = location.at
    const at = daysOf(location.at)
    if (at) slider.valueAsNumber = at.earliest
    if (!ready || !states || location.at === null || states === before?.states) return
    const date = dateWords(location.at, language)
    slider.setAttribute('aria-valuetext', date)
    const count = (state: number) => {
      let found = 0
      for (let node = 0; node < states.nodes.length; node++)
        if (states.nodes[node] === state && ready.kindOf(node) === 'person') found++
      return found.toLocaleString(language)
    }
    sentence.textContent = t('at', { date, definite: count(DEFINITE), possible: count(POSSIBLE) })
  }
  whole.store.subscribe(show)
  show(whole.store.getState())
}
