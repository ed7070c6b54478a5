import './no-eval.ts'
import './style/page.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { paramsOf } from './api/question-names.ts'
import { httpReply } from './api/replies.ts'
import { loadWords } from './i18n/load-words.ts'
import { chooseLanguage } from './i18n/translate.ts'
import { App } from './panels/App.tsx'
import { createExplorer } from './store/explorer.ts'
import { decodeLocation } from './store/location.ts'
import { followHistory } from './store/url-history.ts'
import type { GraphView } from './view/mount-graph.ts'
import './test-hook.ts'

const explorer = createExplorer(httpReply(window.fetch.bind(window)), decodeLocation(window.location.search, paramsOf))
const history = followHistory(explorer, window, paramsOf)

const onView = (view: GraphView | null) => {
  window.__whoLeftWhere = view ? { view, explorer } : undefined
}
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root to show the page in.')
await loadWords(chooseLanguage(explorer.store.getState().location.lang, navigator.languages))
createRoot(root).render(
  <StrictMode>
    <App explorer={explorer} history={history} onView={onView} />
  </StrictMode>,
)
