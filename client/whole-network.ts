import './no-eval.ts'
import './style/whole-network.css'
import { fetchNetwork } from './api/network-reply.ts'
import { loadWords } from './i18n/load-words.ts'
import { chooseLanguage, translator } from './i18n/translate.ts'
import { decodeLocation } from './store/location.ts'
import { followHistory } from './store/url-history.ts'
import { mountFrame } from './whole-network/page-frame.ts'
import { placeInWorker } from './whole-network/place-nodes.ts'
import { createWhole } from './whole-network/whole-store.ts'
import './test-hook.ts'

const paramsOf = () => []
const location = decodeLocation(window.location.search, paramsOf)
const whole = createWhole(onBytes => fetchNetwork(window.fetch.bind(window), onBytes), placeInWorker, location)
const language = chooseLanguage(location.lang, navigator.languages)
const root = document.getElementById('root')
if (!root) throw new Error('whole-network.html has no #root to show the page in.')
document.documentElement.lang = language
await loadWords(language, 'wholeNetwork')
mountFrame(root, whole, { t: translator(language, 'wholeNetwork'), words: translator(language), language })

followHistory(whole, window, paramsOf)
void whole.load()
