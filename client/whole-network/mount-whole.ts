import type { CameraBox } from '../store/location.ts'
import { onSchemeChange } from '../style/scheme.ts'
import { mountPrintedMap } from '../view/printed-map.ts'
import { createOverlay } from './overlay.ts'
import { LARGEST_SIZE, type ReadyNetwork } from './ready-network.ts'
import { drawOn } from './webgl-network.ts'
import { mountPointer } from './whole-pointer.ts'
import type { WholeStore } from './whole-store.ts'
import { radiusOf, sizeAt, type View, type WholeView } from './whole-view.ts'

/** How long the view must rest before labels are chosen anew, and before the URL is updated. */
const LABEL_REST_MS = 60
const URL_REST_MS = 400
/** Share of the canvas that stays empty around the whole network. */
const MARGIN = 0.06
/** Tolerance in pixels for hitting a node. */
const BESIDE = 4
const FINGER = 14

/**
 * The canvas of the whole network: WebGL for lines and nodes, and above it a canvas for labels and the selection. It follows the store.
 * Null if the browser has no WebGL 2.
 */
export function mountWhole(container: HTMLElement, whole: WholeStore, ready: ReadyNetwork): WholeView | null {
  const lower = document.createElement('canvas')
  const upper = document.createElement('canvas')
  container.replaceChildren(lower, upper)
  const picture = drawOn(lower, ready, () => redrawAll())
  const context = upper.getContext('2d')
  if (!picture || !context) {
    container.replaceChildren()
    return null
  }
  const overlay = createOverlay(ready)
  const { store } = whole
  let size = { width: 1, height: 1 }
  let view: View = { x: 0, y: 0, zoom: 1 }
  let frame = 0
  /** Whether the lower canvas shows something else than `view`. Drawing it takes far longer than the upper one. */
  let isStale = true
  let rest: ReturnType<typeof setTimeout> | undefined
  let urlRest: ReturnType<typeof setTimeout> | undefined
  /** Whether the view is that of the URL, and follows it when the canvas changes its size. */
  let isOfUrl = true

  const canvas = () => ({ context, ...size })
  const draw = () => {
    cancelAnimationFrame(frame)
    frame = 0
    if (isStale) picture.draw(view)
    isStale = false
    overlay.draw(view, canvas(), store.getState())
  }
  const redraw = () => {
    if (frame === 0) frame = requestAnimationFrame(draw)
  }
  const redrawAll = () => {
    isStale = true
    redraw()
  }
  const chooseLabels = () => {
    overlay.choose(view, canvas(), store.getState())
    redraw()
  }
  const set = (next: View) => {
    view = next
    redrawAll()
    clearTimeout(rest)
    rest = setTimeout(chooseLabels, LABEL_REST_MS)
  }
  const move = (next: View) => {
    isOfUrl = false
    set(next)
    clearTimeout(urlRest)
    urlRest = setTimeout(() => whole.navigate({ camera: boxOf(view, size) }, 'replace'), URL_REST_MS)
  }
  const viewOf = ({ x0, y0, x1, y1 }: CameraBox): View => ({
    x: (x0 + x1) / 2,
    y: (y0 + y1) / 2,
    zoom: Math.min(size.width / Math.max(1e-6, x1 - x0), size.height / Math.max(1e-6, y1 - y0)),
  })
  const homeView = (): View => {
    const { left, top, right, bottom } = ready.extent
    const margin = { x: Math.max(1, right - left) * MARGIN, y: Math.max(1, bottom - top) * MARGIN }
    return viewOf({ x0: left - margin.x, y0: top - margin.y, x1: right + margin.x, y1: bottom + margin.y })
  }
  const viewOfUrl = (): View => {
    const { camera } = store.getState().location
    return camera && 'x0' in camera ? viewOf(camera) : homeView()
  }
  const resize = () => {
    const { clientWidth, clientHeight } = container
    const isSame = clientWidth === size.width && clientHeight === size.height
    if (clientWidth === 0 || clientHeight === 0 || isSame) return
    size = { width: clientWidth, height: clientHeight }
    const pixels = window.devicePixelRatio || 1
    for (const layer of [lower, upper]) {
      layer.width = Math.round(clientWidth * pixels)
      layer.height = Math.round(clientHeight * pixels)
    }
    context.setTransform(pixels, 0, 0, pixels, 0, 0)
    if (isOfUrl) view = viewOfUrl()
    // At once, because a canvas is empty after its size has changed.
    isStale = true
    overlay.choose(view, canvas(), store.getState())
    draw()
  }
  const toLayout = (x: number, y: number) => ({
    x: (x - size.width / 2) / view.zoom + view.x,
    y: (y - size.height / 2) / view.zoom + view.y,
  })
  const zoomBy: WholeView['zoomBy'] = (factor, around = { x: size.width / 2, y: size.height / 2 }) => {
    const least = homeView().zoom / 2
    const zoom = Math.min(Math.max(view.zoom * factor, least), Math.max(least, MOST_ZOOM))
    const fixed = toLayout(around.x, around.y)
    const by = view.zoom / zoom
    move({ zoom, x: fixed.x + (view.x - fixed.x) * by, y: fixed.y + (view.y - fixed.y) * by })
  }
  const nodeAt: WholeView['nodeAt'] = (x, y, isFinger = false) => {
    const { states, location } = store.getState()
    const at = toLayout(x, y)
    const isShown = (node: number) => !location.hideAbsent || !states || (states.nodes[node] ?? 0) > 0
    const beside = isFinger ? FINGER : BESIDE
    const reach = (LARGEST_SIZE / 2) * sizeAt(view.zoom) + beside
    return ready.grid.nearest(at.x, at.y, reach / view.zoom, node => {
      const distance = Math.hypot((ready.x[node] ?? 0) - at.x, (ready.y[node] ?? 0) - at.y) * view.zoom
      return distance <= radiusOf(ready, node, view) + beside && isShown(node)
    })
  }

  /** A node that was selected elsewhere, by search or a list, comes into view. */
  const show = (node: number) => {
    const at = { x: ready.x[node] ?? 0, y: ready.y[node] ?? 0 }
    const [dx, dy] = [(at.x - view.x) * view.zoom, (at.y - view.y) * view.zoom]
    const isInside = Math.abs(dx) < size.width * 0.45 && Math.abs(dy) < size.height * 0.45
    if (!isInside) move({ ...at, zoom: view.zoom })
  }
  const unsubscribe = store.subscribe((now, before) => {
    if (now.states !== before.states || now.location.hideAbsent !== before.location.hideAbsent) {
      picture.show(now.states, now.location.hideAbsent)
      isStale = true
    } else if (now.selected === before.selected && now.hovered === before.hovered && now.location === before.location)
      return
    if (now.historyMode === 'pop' && now.location.camera !== before.location.camera) {
      isOfUrl = true
      set(viewOfUrl())
    }
    if (now.selected !== before.selected && now.selected !== null && now.historyMode !== 'pop') show(now.selected)
    if (now.hovered === before.hovered) chooseLabels()
    redraw()
  })
  const unfollow = onSchemeChange(redrawAll)
  const { states, location } = store.getState()
  picture.show(states, location.hideAbsent)
  const observer = new ResizeObserver(resize)
  resize()
  observer.observe(container)
  const mounted: WholeView = {
    view: () => view,
    pan: (dx, dy) => move({ ...view, x: view.x - dx / view.zoom, y: view.y - dy / view.zoom }),
    zoomBy,
    home() {
      isOfUrl = true
      clearTimeout(urlRest)
      whole.navigate({ camera: null }, 'replace')
      set(homeView())
    },
    nodeAt,
    drawNow() {
      isStale = true
      draw()
    },
    labelled: overlay.labelled,
    unmount() {
      for (const stop of [
        unsubscribe,
        unfollow,
        unmountPointer,
        unmountPrinted,
        () => observer.disconnect(),
        picture.unmount,
      ])
        stop()
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      clearTimeout(urlRest)
      container.replaceChildren()
    },
  }
  const unmountPointer = mountPointer(container, whole, mounted)
  const unmountPrinted = mountPrintedMap(container, mounted.drawNow)
  return mounted
}

const MOST_ZOOM = 40

const boxOf = ({ x, y, zoom }: View, { width, height }: { width: number; height: number }): CameraBox => ({
  x0: x - width / 2 / zoom,
  y0: y - height / 2 / zoom,
  x1: x + width / 2 / zoom,
  y1: y + height / 2 / zoom,
})
