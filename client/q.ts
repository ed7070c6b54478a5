import type { Language } from '../cypher/query.ts'
import { completeNames } from './form/complete-names.ts'
import { dateMeaning } from './form/date-meaning.ts'
import { searchNames } from './form/name-search.ts'
import { offerSchemes } from './style/scheme.ts'

/** `/q.js`: what the server's pages do more with scripts. They work without it. */

const PAUSE_MS = 400
const COPIED_MS = 2_000
const language: Language = document.documentElement.lang === 'zh' ? 'zh' : 'en'

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-completes]'))
  completeNames(input, searchNames, language)
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-date]')) explainDate(input)
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) copyOnClick(button)

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-schemes]')) {
  offerSchemes(select)
  if (select.parentElement) select.parentElement.hidden = false
}

/** Says below the field what its text means. */
function explainDate(input: HTMLInputElement): void {
  const meaning = document.createElement('p')
  meaning.id = `${input.id}-meaning`
  meaning.setAttribute('role', 'status')
  input.after(meaning)
  const ids = [meaning.id, input.getAttribute('aria-describedby')].filter(Boolean)
  input.setAttribute('aria-describedby', ids.join(' '))
  const explain = () => {
    const { words, isDate } = dateMeaning(input.value, language)
    meaning.className = isDate ? 'meaning' : 'meaning wrong'
    meaning.textContent = words
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(explain, PAUSE_MS)
  })
  explain()
}

function copyOnClick(button: HTMLButtonElement): void {
  const { copies = '', copied = '' } = button.dataset
  const source = document.getElementById(copies)
  if (!(source instanceof HTMLTextAreaElement)) return
  const copy = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    source.select()
    try {
      await navigator.clipboard.writeText(source.value)
    } catch {
      // Without permission, or without HTTPS: the text is selected, and the reader can copy it.
      return
    }
    button.textContent = copied
    setTimeout(() => {
      button.textContent = copy
    }, COPIED_MS)
  })
}
