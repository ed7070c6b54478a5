import './no-eval.ts'
import './style/console.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserHistory } from './console/browser-history.ts'
import { Console } from './console/panels/Console.tsx'
import { createSession } from './console/session.ts'
import { loadWords } from './i18n/load-words.ts'
import { chooseLanguage } from './i18n/translate.ts'
import './test-hook.ts'

const fetch = window.fetch.bind(window)
const session = createSession({
  fetch,
  history: browserHistory(window),
  storage: keptHere(),
  now: () => Date.now(),
})
const root = document.getElementById('root')
if (!root) throw new Error('console.html has no #root to show the page in.')
await loadWords(chooseLanguage(session.store.getState().lang, navigator.languages), 'console')
createRoot(root).render(
  <StrictMode>
    <Console session={session} fetch={fetch} />
  </StrictMode>,
)

/** If cookies are blocked, reading `localStorage` throws. */
function keptHere(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    return window.localStorage
  } catch {
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} }
  }
}
