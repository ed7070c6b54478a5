import { markupText } from '../../picture/scene/markup.ts'
import { paramsOf } from '../api/question-names.ts'
import { httpReply } from '../api/replies.ts'
import { LANGUAGES } from '../i18n/languages.ts'
import { loadWords } from '../i18n/load-words.ts'
import { translator } from '../i18n/translate.ts'
import { createExplorer, type Explorer, type ExplorerState } from '../store/explorer.ts'
import { FIRST_VIEW } from '../store/first-view.ts'
import { decodeLocation, type Location } from '../store/location.ts'
import { openNode } from '../store/open-node.ts'
import { drawnQueries } from '../store/required-queries.ts'
import { mountGestures } from '../view/gestures.ts'
import { button, element } from '../view/html-element.ts'
import { elementOf } from '../view/markup-elements.ts'
import { drawScene } from '../view/mount-scene.ts'
import { boxOf, embedContent, type Reader, themeOf } from './embed-content.ts'
import { drawEmbedMap, placesIn, viewOf } from './embed-map.ts'
import { embedView } from './embed-view.ts'
import { tellHost } from './host.ts'
import { mountMapCamera } from './map-camera.ts'
import { selectedRows } from './selected-rows.ts'
import { citedSources, readAhead, replyAhead } from './sent-ahead.ts'

export interface LivingEmbed {
  explorer: Explorer
  /** What a click on the mark of these nodes does, as soon as the map is there. */
  open(ids: string[]): void
}

/**
 * Makes the map of a document interactive: the same picture, drawn for the size of the frame, with the selection and the sources under
 * it. It lasts as long as the page.
 */
export async function mountLivingEmbed(root: HTMLElement, window: Window & typeof globalThis): Promise<LivingEmbed> {
  const { document } = window
  const location = decodeLocation(window.location.search, paramsOf)
  const language = LANGUAGES.find(one => one === document.documentElement.lang) ?? 'en'
  await loadWords(language)
  const reader: Reader = { t: translator(language), language, theme: themeOf(location) }
  const ahead = readAhead(document)
  const sources = citedSources(ahead)
  const fetchReply = replyAhead(ahead, httpReply(window.fetch.bind(window)))
  const explorer = createExplorer(fetchReply, location, 'replace', drawnQueries)
  const stage = root.querySelector<HTMLElement>('.stage') as HTMLElement
  const figure = element('figure', { class: 'picture map living' })
  const { store } = explorer

  const sizeOf = () => ({ width: Math.max(1, stage.clientWidth), height: Math.max(1, stage.clientHeight) })
  const camera = mountMapCamera(
    stage,
    boxOf(location),
    () => viewOf(placesIn(store.getState()), camera.box(), sizeOf()),
    () => schedule(),
  )
  /** A click selects a node or a line, and a second one clears it. */
  const follow = (ids: string[]) => {
    if (ids.length === 0) return false
    const { selection } = store.getState()
    const [id, ...others] = ids.join(' ') === selection.join(' ') ? [] : ids
    if (id !== undefined && others.length === 0) openNode(explorer, id)
    else explorer.select(...(id === undefined ? [] : ids))
    return true
  }
  const open = (ids: string[]) => {
    if (store.getState().network) follow(ids)
    else waiting = ids
  }
  const draw = () => {
    const state = store.getState()
    const { title } = embedView(state, reader.t, reader.language)
    const scene = drawEmbedMap(state, { ...sizeOf(), ...reader, title, box: camera.box() })
    if (!scene) return
    const focused = figure.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null
    figure.replaceChildren(drawScene(scene, follow))
    if (focused) figure.querySelector<SVGElement>(`a[href="${CSS.escape(focused)}"]`)?.focus()
  }
  let frame = 0
  const schedule = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(draw)
  }
  const words = wordsAround(root, stage, explorer, sources, reader)
  const change = (state: ExplorerState, before: ExplorerState) => {
    words(state)
    schedule()
    if (state.selection !== before.selection) tellHost(window, { type: 'who-left-where:selected', node: nodeOf(state) })
  }
  /** What was opened before the map was there. */
  let waiting: string[] = []
  store.subscribe((state, before) => {
    // The document shows the map until the same map can be drawn.
    if (!state.network) return
    if (!figure.isConnected) {
      draw()
      stage.querySelector('figure')?.replaceWith(figure)
    }
    // Another answer has other places.
    if (state.location.query !== before.location.query) camera.home()
    change(state, before)
    if (waiting.length > 0) open(waiting.splice(0))
  })
  new ResizeObserver(schedule).observe(stage)
  if (window.parent !== window) mountGestures(stage, hintOver(stage, reader))
  mountBack(stage, explorer, reader)
  stage.tabIndex = 0
  stage.setAttribute('role', 'group')
  stage.setAttribute('aria-label', reader.t('canvas'))
  return { explorer, open }
}

function nodeOf({ network, selection }: ExplorerState) {
  const node = selection.length === 1 ? network?.nodes.get(selection[0] ?? '') : undefined
  return node && node.kind !== 'other' ? { id: node.id, kind: node.kind, name: node.name } : null
}

/** Keeps what stands around the map in step with the state: title, legend, numbers, words, and the rows of the selection. */
function wordsAround(
  root: HTMLElement,
  stage: HTMLElement,
  explorer: Explorer,
  sources: ReturnType<typeof citedSources>,
  reader: Reader,
) {
  const known = new Map<string, string>()
  const chosen = element('div', { 'aria-live': 'polite' })
  stage.append(chosen)
  chosen.addEventListener('click', event => {
    const target = event.target as Element
    if (target.closest('.close')) explorer.select()
    // A source is named below, where its details may be closed.
    if (target.closest('a')) root.querySelector('details.words')?.setAttribute('open', '')
  })
  // What the URL selects is marked. Its rows are for those who choose it.
  let opened: readonly string[] | null = null
  return (state: ExplorerState) => {
    opened ??= state.selection
    const { parts, rows } = embedContent(state, sources, reader)
    const { heading, legend, words, foot } = parts
    for (const [selector, part] of [
      ['h1', heading],
      ['.legend-bar', legend],
      ['details.words', words],
      ['footer', foot],
    ] as const) {
      const text = part ? markupText(part) : ''
      if (!part || known.get(selector) === text) continue
      known.set(selector, text)
      const made = elementOf(part)
      const old = root.querySelector(selector)
      if (old?.hasAttribute('open')) made.setAttribute('open', '')
      old?.replaceWith(made)
    }
    const chosenNow = state.selection === opened ? [] : state.selection
    const names = chosenNow.flatMap(id => state.network?.nodes.get(id)?.name ?? [])
    chosen.replaceChildren(
      ...(names.length > 0 ? [elementOf(selectedRows(names.join(' – '), state.selection, rows, reader.t))] : []),
    )
  }
}

/** A button that leads back to the first view from an organisation that was opened there. */
function mountBack(stage: HTMLElement, explorer: Explorer, { t }: Reader): void {
  let origin: Location | null = null
  const back = button(t('moves.back'), () => origin && explorer.navigate(origin), { class: 'back' })
  back.hidden = true
  stage.append(back)
  explorer.store.subscribe(({ location }, before) => {
    if (before.location.query === FIRST_VIEW && location.query !== FIRST_VIEW) origin = before.location
    back.hidden = origin === null || location.query === FIRST_VIEW
  })
}

const HINT_MS = 1500

/** Shows a hint over the map for a moment. */
function hintOver(stage: HTMLElement, { t }: Reader): (hint: 'wheel' | 'swipe' | null) => void {
  // The hint is about the wheel and touch. The keyboard moves the map without it.
  const words = element('p', { class: 'hint', 'aria-hidden': 'true', hidden: true })
  stage.append(words)
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
