import { hasMoves } from '../picture/network/move-network.ts'
import { countClaims, type Network } from '../picture/network/network.ts'
import type { Failure } from './api/failure.ts'
import type { Language } from './i18n/languages.ts'
import type { Translate } from './i18n/translate.ts'
import { type Message, tellHost } from './messages.ts'
import { answerTo } from './store/answers.ts'
import { networkCounts, organisationCounts, rowCounts } from './store/counts.ts'
import type { Explorer, ExplorerState } from './store/explorer.ts'
import { FIRST_VIEW } from './store/first-view.ts'
import { encodeLocation, type Location } from './store/location.ts'
import { momentOf } from './store/moment.ts'
import { momentWords, windowWords } from './store/moment-words.ts'
import {
  evidenceAsks,
  isMapAnswer,
  isOverviewLost,
  isStandInLoading,
  mainAsk,
  mapReply,
} from './store/required-queries.ts'
import { shownView } from './store/shown-view.ts'
import { reasonOf, titleOf } from './store/title.ts'
import type { Hint } from './view/gestures.ts'
import { element } from './view/html-element.ts'
import { mountLegend } from './view/legend.ts'
import { mountPicture } from './view/mount-picture.ts'
import { mountTable } from './view/mount-table.ts'

/**
 * The frame of an embed: a title, the legend, counts and a link to the full page. An answer that is no map is shown by its picture
 * over the canvas. Returns the canvas.
 */
export function mountEmbed(
  root: HTMLElement,
  explorer: Explorer,
  { t, language }: { t: Translate; language: Language },
  window: Window,
): HTMLElement {
  const title = element('h1')
  const counts = element('p', { class: 'quiet' })
  const canvas = element('div', { class: 'canvas' })
  const stage = element('div', { class: 'stage' })
  const picture = element('div', { class: 'answer' })
  const rows = element('div', { class: 'answer rows' })
  const notice = element('p', { class: 'notice' })
  const legend = element('details', { class: 'legend-bar' })
  const summary = element('summary')
  const link = element('a')
  const foot = element('footer')
  canvas.setAttribute('role', 'application')
  canvas.setAttribute('aria-label', t('canvas'))
  canvas.tabIndex = 0
  notice.setAttribute('role', 'status')
  link.textContent = t('embed.open')
  link.target = '_blank'
  link.rel = 'noopener'
  summary.textContent = t('legend.label')
  legend.append(summary)
  stage.append(canvas, picture, rows, notice)
  const back = backToMoves(explorer, t)
  foot.append(counts, back, link)
  root.append(title, stage, legend, foot)
  mountLegend(legend, explorer, t)
  openWhereThereIsRoom(legend, window)
  mountTable(rows, explorer, { t, language })
  mountPicture(picture, explorer, language, ids => {
    const [id, ...others] = ids
    if (id === undefined || others.length > 0) return false
    explorer.select(id)
    return true
  })

  const show = (state: ExplorerState) => {
    const moment = momentOf(state)
    const date = moment && momentWords(t, language, moment)
    const { location, shown, within } = state
    const window = shown && within && windowWords(t, language, { location, network: shown, within })
    link.href = `/${encodeLocation(state.location)}`
    counts.textContent = countsOf(state, t)
    const answer = answerTo(state.answers, mainAsk(state.location))
    counts.classList.toggle('cut', answer?.reply?.truncated ?? isOverviewLost(state))
    const failure = isStandInLoading(state) ? null : (answer?.failure ?? null)
    const map = mapReply(state)
    const view = shownView(state)
    const isMap = !map || (isMapAnswer(map) && view !== 'picture' && view !== 'table')
    // The numbers of the moment are those of the map; pictures and tables have their own.
    title.textContent = [titleOf(t, language, { ...state, reply: answer?.reply }), isMap && window, isMap && date]
      .filter(Boolean)
      .join(' — ')
    const isEmpty = isMap || answer?.reply?.rows.length === 0
    picture.hidden = isEmpty || view === 'table'
    rows.hidden = isEmpty || view !== 'table'
    legend.hidden = !isMap
    canvas.hidden = !isMap
    notice.textContent = noticeOf(
      failure,
      isMap ? (state.network?.nodes.size ?? null) : (answer?.reply?.rows.length ?? 0),
      t,
    )
    notice.hidden = notice.textContent === ''
  }
  show(explorer.store.getState())
  explorer.store.subscribe((state, before) => {
    show(state)
    for (const message of messagesOf(state, before)) tellHost(window, message)
  })
  return canvas
}

/** A button that leads back to the first view from an organisation that was opened there. */
function backToMoves(explorer: Explorer, t: Translate): HTMLButtonElement {
  const back = element('button', { class: 'button' })
  back.type = 'button'
  back.textContent = t('moves.back')
  back.hidden = true
  let origin: Location | null = null
  explorer.store.subscribe(({ location }, before) => {
    if (before.location.query === FIRST_VIEW && location.query !== FIRST_VIEW) origin = before.location
    back.hidden = origin === null || location.query === FIRST_VIEW
  })
  back.addEventListener('click', () => origin && explorer.navigate(origin))
  return back
}

/** In a small frame the legend is closed, to leave room for the map. */
function openWhereThereIsRoom(legend: HTMLDetailsElement, window: Window): void {
  const small = window.matchMedia(SMALL)
  const follow = () => {
    legend.open = !small.matches
  }
  follow()
  small.addEventListener('change', follow)
}

/** As in embed.css. */
const SMALL = '(max-width: 560px), (max-height: 420px)'

const HINT_MS = 1500

/** Shows a hint over the map for a moment. */
export function hintOver(canvas: HTMLElement, t: Translate): (hint: Hint | null) => void {
  const words = element('p', { class: 'hint' })
  words.hidden = true
  // The hint is about the wheel and touch. The keyboard moves the map without it.
  words.setAttribute('aria-hidden', 'true')
  canvas.after(words)
  let timer: ReturnType<typeof setTimeout> | undefined
  return hint => {
    clearTimeout(timer)
    words.hidden = hint === null
    if (hint === null) return
    words.textContent = t(`embed.${hint}`)
    timer = setTimeout(() => {
      words.hidden = true
    }, HINT_MS)
  }
}

function countsOf(state: ExplorerState, t: Translate): string {
  const network = momentOf(state)?.present ?? state.shown
  const map = mapReply(state)
  const { reply, failure } = answerTo(state.answers, mainAsk(state.location)) ?? {}
  const cut = reply?.truncated ? [t('counts.cut', { shown: reply.rows.length, total: reply.total ?? '?' })] : []
  if (reply && map && !isMapAnswer(map)) return [...rowCounts(t, reply), ...cut].join(' · ')
  if (!network) return ''
  if (reply && hasMoves(network)) return organisationCounts(t, reply)
  const sources = sourcesOf(state)
  return [
    ...networkCounts(t, network),
    ...(sources ? [t('counts.under', { count: sources })] : []),
    ...cut,
    ...(isOverviewLost(state) ? [t('error.overview', { message: reasonOf(t, failure) })] : []),
  ].join(' · ')
}

const count = (network: Network, kind: string) => [...network.nodes.values()].filter(node => node.kind === kind).length

/** Number of sources for the selection. */
function sourcesOf({ location, network, selection, answers }: ExplorerState): number {
  const rows = evidenceAsks(location, network, selection).flatMap(ask => answerTo(answers, ask)?.reply?.rows ?? [])
  const claims = rows.flatMap(row => ('claims' in row ? row.claims : row.claim))
  return new Set(claims.map(({ source }) => source.id)).size
}

/** `known` is the number of nodes or rows; null before there are any. */
function noticeOf(failure: Failure | null, known: number | null, t: Translate): string {
  if (failure && !known) return reasonOf(t, failure)
  if (known === null) return t('loading')
  return known === 0 ? t('nothing.title') : ''
}

function* messagesOf(state: ExplorerState, before: ExplorerState): Generator<Message> {
  const { network, selection } = state
  if (!network) return
  if (network !== before.network) {
    const shown = state.within ?? state.shown ?? network
    const [people, organisations] = [count(shown, 'person'), count(shown, 'organisation')]
    yield { type: 'who-left-where:ready', people, organisations, claims: countClaims(shown) }
  }
  if (selection === before.selection && before.network) return
  const node = selection.length === 1 ? network.nodes.get(selection[0] ?? '') : undefined
  yield {
    type: 'who-left-where:selected',
    node: node && node.kind !== 'other' ? { id: node.id, kind: node.kind, name: node.name } : null,
  }
}
