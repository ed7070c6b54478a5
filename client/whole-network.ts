import './no-eval.ts'
import './style/whole-network.css'
import { fetchNetwork } from './api/network-reply.ts'
import { chooseLanguage, translator } from './i18n/translate.ts'
import { decodeLocation, encodeLocation } from './store/location.ts'
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
mountFrame(root, whole, { t: translator(language, 'wholeNetwork'), words: translator(language), language })

whole.store.subscribe(({ location, historyMode }, before) => {
  if (location === before.location || historyMode === 'pop' || historyMode === 'none') return
  const url = `${window.location.pathname}${encodeLocation(location)}`
  if (historyMode === 'push') window.history.pushState(null, '', url)
  else window.history.replaceState(null, '', url)
})
window.addEventListener('popstate', () => whole.navigate(decodeLocation(window.location.search, paramsOf), 'pop'))
void whole.load()
