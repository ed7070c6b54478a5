import './no-eval.ts'
import './style/embed.css'
import { paramsOf } from './api/question-names.ts'
import { httpReply } from './api/replies.ts'
import { hintOver, mountEmbed } from './embed-frame.ts'
import { chooseLanguage, translator } from './i18n/translate.ts'
import { createExplorer } from './store/explorer.ts'
import { decodeLocation } from './store/location.ts'
import { followHistory } from './store/url-history.ts'
import { mountGestures } from './view/gestures.ts'
import { mountGraphView } from './view/mount-graph.ts'
import './test-hook.ts'

const location = decodeLocation(window.location.search, paramsOf)
const explorer = createExplorer(httpReply(window.fetch.bind(window)), location, 'replace')
followHistory(explorer, window, paramsOf)

const language = chooseLanguage(location.lang, navigator.languages)
document.documentElement.lang = language
const root = document.getElementById('root')
if (!root) throw new Error('embed.html has no #root to show the view in.')
const t = translator(language)
const canvas = mountEmbed(root, explorer, { t, language }, window)
window.__whoLeftWhere = { view: mountGraphView(canvas, explorer), explorer }
if (window.parent !== window) mountGestures(canvas, hintOver(canvas, t))
