import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { FIRST_VIEW } from '../store/first-view.ts'
import type { Location } from '../store/location.ts'
import { openNode } from '../store/open-node.ts'
import { mountGestures } from '../view/gestures.ts'
import { button, element } from '../view/html-element.ts'
import { elementOf } from '../view/markup-elements.ts'
import { drawScene } from '../view/mount-scene.ts'
import { hasTime } from './document-data.ts'
import { boxOf, embedContent, type Reader } from './embed-content.ts'
import { drawEmbedMap, placesIn, viewOf } from './embed-map.ts'
import type { CitedSources } from './embed-rows.ts'
import { embedView } from './embed-view.ts'
import { tellHost } from './host.ts'
import { mountMapCamera } from './map-camera.ts'
import { dateOf, type LivingEmbed, openEmbed } from './open-embed.ts'
import { partsOf } from './replace-parts.ts'
import { selectedRows } from './selected-rows.ts'

/**
 * Makes the map of a document interactive: the same picture, drawn for the size of the frame, with the selection and the sources under
 * it. It lasts as long as the page.
 */
export async function mountLivingEmbed(root: HTMLElement, window: Window & typeof globalThis): Promise<LivingEmbed> {
  const { document } = window
  const { explorer, reader, sources } = await openEmbed(root, window)
  const stage = root.querySelector<HTMLElement>('.stage') as HTMLElement
  const figure = element('figure', { class: 'picture map living' })
  const { store } = explorer

  const sizeOf = () => ({ width: Math.max(1, stage.clientWidth), height: Math.max(1, stage.clientHeight) })
  const camera = mountMapCamera(
    stage,
    boxOf(explorer.store.getState().location),
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
  const follows = (state: ExplorerState, before: ExplorerState) => {
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
  }
  store.subscribe(follows)
  follows(store.getState(), store.getState())
  new ResizeObserver(schedule).observe(stage)
  if (window.parent !== window) mountGestures(stage, hintOver(stage, reader))
  mountBack(stage, explorer, reader)
  if (hasTime(root, window)) (await import('./embed-time.ts')).mountTime(stage, explorer, reader)
  stage.tabIndex = 0
  stage.setAttribute('role', 'group')
  stage.setAttribute('aria-label', reader.t('canvas'))
  return { explorer, open, date: dateOf(explorer) }
}

function nodeOf({ network, selection }: ExplorerState) {
  const node = selection.length === 1 ? network?.nodes.get(selection[0] ?? '') : undefined
  return node && node.kind !== 'other' ? { id: node.id, kind: node.kind, name: node.name } : null
}

/** Keeps what stands around the map in step with the state: title, legend, numbers, words, and the rows of the selection. */
function wordsAround(root: HTMLElement, stage: HTMLElement, explorer: Explorer, sources: CitedSources, reader: Reader) {
  const replace = partsOf(root)
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
    replace(parts)
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
