import type { Language } from '../../cypher/query.ts'
import { completeNames } from '../form/complete-names.ts'
import { searchNames } from '../form/name-search.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { encodeLocation } from '../store/location.ts'
import { reasonOf } from '../store/title.ts'
import { offerSchemes, SCHEMES } from '../style/scheme.ts'
import { button, element } from '../view/html-element.ts'
import { legendOf } from './line-legend.ts'
import { mountWhole } from './mount-whole.ts'
import { mountSidePanel } from './side-panel.ts'
import { mountTimeBar } from './time-bar.ts'
import type { WholeState, WholeStore } from './whole-store.ts'
import type { WholeView } from './whole-view.ts'
import type { Words } from './words.ts'

/** The page of the whole network: its header, canvas, legend, time bar and panel. It has no framework. */
export function mountFrame(root: HTMLElement, whole: WholeStore, words: Words): void {
  const { t } = words
  const counts = element('p', { class: 'quiet', role: 'status' })
  const canvas = element('div', { class: 'canvas', role: 'application', 'aria-label': t('canvas'), tabindex: 0 })
  const notice = element('div', { class: 'notice waiting', role: 'status' })
  const stage = element('div', { class: 'stage' }, canvas, notice)
  const legend = element('div', { class: 'legend-bar' })
  const time = element('section', { class: 'time' })
  const panel = element('aside', {
    class: 'panel',
    id: 'panel',
    tabindex: -1,
    'aria-label': words.words('panel.label'),
  })
  const caption = element('div', { class: 'caption' }, element('h1', {}, t('title')), counts, cypherOf(whole, words))
  const picture = element('div', { class: 'picture' }, caption, stage, legend, time)
  root.append(header(whole, words), element('main', { class: 'page' }, picture, panel))
  document.title = `${t('title')} · ${words.words('appName')}`
  let view: WholeView | null = null
  const show = (state: WholeState, before?: WholeState) => {
    const { stage: now, ready } = state
    notice.hidden = now === 'ready' && view !== null && (ready?.network.nodes ?? 0) > 0
    if (state.stage !== before?.stage || state.bytes !== before.bytes)
      notice.replaceChildren(...noticeOf(state, whole, words))
    const isDated = state.states !== null
    if (ready && (ready !== before?.ready || isDated !== (before.states !== null)))
      legend.replaceChildren(
        legendOf(ready.network, isDated, words),
        zoomButtons(() => view, words.words),
      )
    if (!ready || ready === before?.ready) return
    view?.unmount()
    view = mountWhole(canvas, whole, ready)
    window.__wholeNetwork = view ? { whole, wholeView: view } : undefined
    notice.hidden = view !== null && ready.network.nodes > 0
    if (!view) notice.replaceChildren(element('p', { role: 'alert' }, t('noWebgl')))
    const { nodes, lines } = ready.network
    const organisations = ready.network.columns.nodeKind.reduce((count, kind) => count + (kind === 1 ? 1 : 0), 0)
    counts.textContent = t('counts', {
      people: (nodes - organisations).toLocaleString(words.language),
      organisations: organisations.toLocaleString(words.language),
      lines: lines.toLocaleString(words.language),
    })
  }
  whole.store.subscribe(show)
  show(whole.store.getState())
  mountSidePanel(panel, whole, words)
  mountTimeBar(time, whole, words)
}

function header(whole: WholeStore, { t, words, language }: Words): HTMLElement {
  const lang = language === 'en' ? '' : `?lang=${language}`
  const input = element('input', {
    ...{ id: 'find', name: 'node', type: 'search', autocomplete: 'off', spellcheck: 'false' },
    ...{ placeholder: t('find'), 'aria-label': t('find') },
  })
  const form = element('form', { class: 'search' }, input)
  form.addEventListener('submit', event => {
    event.preventDefault()
    const node = new FormData(form).get('node')
    if (typeof node === 'string' && node.trim() !== '') void choose(node.trim())
  })
  completeNames(input, searchNames, language)
  const choose = async (text: string) => {
    const isId = whole.store.getState().ready?.numberOf(text) !== undefined
    const id = isId ? text : ((await searchNames(text))[0]?.id ?? text)
    whole.navigate({ select: [id] })
  }
  const languages = LANGUAGES.map(one => {
    const link = element(
      'a',
      { lang: one, 'aria-current': one === language ? 'true' : null, href: '?' },
      LANGUAGE_NAMES[one],
    )
    link.addEventListener('focus', () => point(link, one))
    link.addEventListener('pointerdown', () => point(link, one))
    return link
  })
  const point = (link: HTMLAnchorElement, lang: Language) => {
    link.href = encodeLocation({ ...whole.store.getState().location, lang }) || '?'
  }
  return element(
    'header',
    { class: 'top' },
    element('a', { class: 'brand', href: `/${lang}`, title: words('tagline') }, words('appName')),
    form,
    element('a', { class: 'questions-link', href: `/${lang}` }, t('explorer')),
    element('a', { class: 'questions-link', href: `/q${lang}` }, words('questions')),
    element(
      'nav',
      { class: 'switches', 'aria-label': words('language') },
      element('span', { class: 'switch' }, ...languages),
      schemes(words),
    ),
  )
}

function schemes(words: Translate): HTMLSelectElement {
  const select = element(
    'select',
    { class: 'scheme', 'aria-label': words('scheme.label') },
    ...SCHEMES.map(one => element('option', { value: one }, words(`scheme.${one}`))),
  )
  offerSchemes(select)
  return select
}

function noticeOf(
  { stage, bytes, failure, ready }: WholeState,
  whole: WholeStore,
  { t, words, language }: Words,
): Node[] {
  if (stage === 'failed')
    return [
      element('p', { role: 'alert' }, reasonOf(words, language, failure)),
      button(t('again'), () => void whole.load()),
    ]
  if (stage === 'ready' && ready) return [element('p', {}, t('empty'))]
  const megabytes = (bytes / 1e6).toLocaleString(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  return [element('p', {}, stage === 'placing' ? t('placing') : t('loading', { megabytes }))]
}

function zoomButtons(viewOf: () => WholeView | null, t: Translate): HTMLElement {
  const one = (sign: string, words: string, act: (view: WholeView) => void) =>
    button(
      sign,
      () => {
        const view = viewOf()
        if (view) act(view)
      },
      { class: '', 'aria-label': words, title: words },
    )
  return element(
    'span',
    { class: 'zoom' },
    one('+', t('zoomIn'), view => view.zoomBy(1.5)),
    one('−', t('zoomOut'), view => view.zoomBy(1 / 1.5)),
    one('⤢', t('home'), view => view.home()),
  )
}

/** The statements behind the picture, as soon as they are known. */
function cypherOf(whole: WholeStore, { t }: Words): HTMLElement {
  const body = element('div', { class: 'cypher-body' })
  const details = element('details', { class: 'cypher' }, element('summary', {}, t('cypher')), body)
  details.hidden = true
  const unsubscribe = whole.store.subscribe(({ ready }) => {
    if (!ready) return
    unsubscribe()
    details.hidden = false
    body.append(
      ...ready.network.cypher.map(text => element('pre', {}, element('code', {}, text))),
      element('p', { class: 'quiet' }, t('api')),
    )
  })
  return details
}
