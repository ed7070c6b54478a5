import type { Explorer } from '../store/explorer.ts'
import type { CameraBox } from '../store/location.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

const HOME = { x: 0.5, y: 0.5, ratio: 1, angle: 0 }
const STEP = 1.5
/** How long the camera must rest before the URL is updated. */
const REST = 500
/** A selected node closer to the edge than this share of the canvas is centred. */
const MARGIN = 0.06
/** Space around a selected node that the box of a link does not contain, in units of the layout. */
const ROOM = 30

type CameraState = typeof HOME

const isNear = (a: CameraState, b: CameraState): boolean =>
  Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.ratio - b.ratio) < 2e-3

export interface CameraController {
  zoomIn(): void
  zoomOut(): void
  home(): void
  /** Called after a layout: shows the camera of the URL, or the whole graph. */
  onLayout(fresh: boolean): void
  /** Whether the camera rests, and the URL has what it shows. */
  isAtRest(): boolean
  unmount(): void
}

/**
 * Keeps the camera and the URL in sync. The URL holds the visible part of the layout. A canvas of another shape shows all of that part,
 * and more on two sides.
 */
export function mountCamera(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): CameraController {
  const camera = sigma.getCamera()
  const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)')
  let timer: ReturnType<typeof setTimeout> | undefined
  let seen = explorer.store.getState().selection
  /** The last state that the URL has. */
  let inUrl = HOME
  let isLaidOut = false
  let isWriting = false
  /** Whether the last move is towards the state of the URL. */
  let isFollowing = true
  const { location: opened } = explorer.store.getState()

  const go = (state: Partial<CameraState>) => {
    isFollowing = false
    if (reducedMotion.matches) camera.setState(state)
    else void camera.animate(state, { duration: 250 })
  }
  /** At once: an animation would overwrite a state that is only set. */
  const jump = (state: CameraState) => {
    if (camera.isAnimated()) void camera.animate(state, { duration: 1 })
    else camera.setState(state)
  }
  /** Layouts count downwards, and graphs of sigma upwards. */
  const visibleBox = (cameraState: CameraState): CameraBox => {
    const { width, height } = sigma.getDimensions()
    const first = sigma.viewportToGraph({ x: 0, y: 0 }, { cameraState })
    const last = sigma.viewportToGraph({ x: width, y: height }, { cameraState })
    return { x0: first.x, y0: -first.y, x1: last.x, y1: -last.y }
  }
  const cameraFor = (box: CameraBox): CameraState => {
    const whole = visibleBox(HOME)
    const ratio = Math.max((box.x1 - box.x0) / (whole.x1 - whole.x0), (box.y1 - box.y0) / (whole.y1 - whole.y0))
    // Both conversions for one camera: that of the last frame may be another than the present one.
    const same = { cameraState: HOME }
    const middle = sigma.graphToViewport({ x: (box.x0 + box.x1) / 2, y: -(box.y0 + box.y1) / 2 }, same)
    return { ...HOME, ...sigma.viewportToFramedGraph(middle, same), ratio: camera.getBoundedRatio(ratio) }
  }
  /** The state of the URL. A box is widened to the selected nodes, so that a link never selects what it does not show. */
  const stateOfUrl = (): CameraState => {
    const { camera: box, select } = explorer.store.getState().location
    if (!box) return HOME
    if ('ratio' in box) return { ...HOME, ...box }
    const places = (select ?? []).flatMap(id => (graph.hasNode(id) ? graph.getNodeAttributes(id) : []))
    const outside = places.filter(({ x, y }) => x < box.x0 || x > box.x1 || -y < box.y0 || -y > box.y1)
    return cameraFor({
      x0: Math.min(box.x0, ...outside.map(({ x }) => x - ROOM)),
      y0: Math.min(box.y0, ...outside.map(({ y }) => -y - ROOM)),
      x1: Math.max(box.x1, ...outside.map(({ x }) => x + ROOM)),
      y1: Math.max(box.y1, ...outside.map(({ y }) => -y + ROOM)),
    })
  }
  const updateUrl = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const state = camera.getState()
      if (isNear(state, inUrl)) return
      inUrl = state
      isWriting = true
      explorer.navigate({ camera: isNear(state, HOME) ? null : visibleBox(state) }, 'replace')
      isWriting = false
    }, REST)
  }
  const goToUrl = (move: (state: CameraState) => void) => {
    inUrl = stateOfUrl()
    if (camera.isAnimated() || !isNear(camera.getState(), inUrl)) move(inUrl)
    else camera.setState(inUrl)
    isFollowing = true
  }
  const resize = () => {
    const isAtUrl = camera.isAnimated() ? isFollowing : isNear(camera.getState(), inUrl)
    if (isLaidOut && isAtUrl) goToUrl(jump)
  }
  /** Selecting moves the camera only if the node is not visible. */
  const show = () => {
    const [id] = explorer.store.getState().selection
    const data = id === undefined ? undefined : graph.hasNode(id) && sigma.getNodeDisplayData(id)
    if (!data) return
    const { x, y } = sigma.framedGraphToViewport(data)
    const { width, height } = sigma.getDimensions()
    const outside = (at: number, size: number) => at < size * MARGIN || at > size * (1 - MARGIN)
    if (outside(x, width) || outside(y, height)) go({ x: data.x, y: data.y })
  }
  const unsubscribe = explorer.store.subscribe(({ selection, location, historyMode }, before) => {
    const isBack = historyMode === 'pop' && location !== before.location
    if ((isBack || location.camera !== before.location.camera) && isLaidOut && !isWriting) goToUrl(go)
    if (selection === seen) return
    seen = selection
    if (historyMode !== 'pop') show()
  })
  camera.on('updated', updateUrl)
  sigma.on('resize', resize)
  return {
    zoomIn: () => go({ ratio: camera.getBoundedRatio(camera.getState().ratio / STEP) }),
    zoomOut: () => go({ ratio: camera.getBoundedRatio(camera.getState().ratio * STEP) }),
    home: () => go(HOME),
    onLayout(fresh) {
      isLaidOut = true
      const { historyMode, location } = explorer.store.getState()
      // Opening a link and going back show the camera of the URL and nothing else.
      const isByReader = historyMode !== 'pop' && location !== opened
      if (isByReader && !fresh) show()
      else goToUrl(jump)
    },
    isAtRest: () => !camera.isAnimated() && isNear(camera.getState(), inUrl),
    unmount() {
      unsubscribe()
      clearTimeout(timer)
      camera.off('updated', updateUrl)
      sigma.off('resize', resize)
    },
  }
}
