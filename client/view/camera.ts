import type { Explorer } from '../store/explorer.ts'
import type { DrawnGraph, DrawnSigma } from './drawing.ts'

const HOME = { x: 0.5, y: 0.5, ratio: 1, angle: 0 }
const STEP = 1.5
/** How long the camera must rest before the URL is updated. */
const REST = 500
/** A selected node closer to the edge than this share of the canvas is centred. */
const MARGIN = 0.06

export interface CameraController {
  zoomIn(): void
  zoomOut(): void
  home(): void
  /** Called after a layout: shows the camera of the URL, or the whole graph. */
  onLayout(fresh: boolean): void
  unmount(): void
}

export function mountCamera(sigma: DrawnSigma, graph: DrawnGraph, explorer: Explorer): CameraController {
  const camera = sigma.getCamera()
  const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)')
  let timer: ReturnType<typeof setTimeout> | undefined
  let seen = explorer.store.getState().selection

  const go = (state: Partial<typeof HOME>) => {
    if (reducedMotion.matches) camera.setState(state)
    else void camera.animate(state, { duration: 250 })
  }
  const isHome = () => {
    const { x, y, ratio } = camera.getState()
    return Math.abs(x - HOME.x) < 1e-3 && Math.abs(y - HOME.y) < 1e-3 && Math.abs(ratio - HOME.ratio) < 1e-3
  }
  const updateUrl = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { x, y, ratio } = camera.getState()
      explorer.navigate({ camera: isHome() ? null : { x, y, ratio } }, 'replace')
    }, REST)
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
  const unsubscribe = explorer.store.subscribe(({ selection, location }, before) => {
    if (location.camera !== before.location.camera && location.camera && location !== before.location) {
      const { x, y, ratio } = camera.getState()
      const { x: tx, y: ty, ratio: tr } = location.camera
      if (Math.abs(x - tx) + Math.abs(y - ty) + Math.abs(ratio - tr) > 1e-3) go(location.camera)
    }
    if (selection === seen) return
    seen = selection
    show()
  })
  camera.on('updated', updateUrl)
  return {
    zoomIn: () => go({ ratio: camera.getBoundedRatio(camera.getState().ratio / STEP) }),
    zoomOut: () => go({ ratio: camera.getBoundedRatio(camera.getState().ratio * STEP) }),
    home: () => go(HOME),
    onLayout(fresh) {
      if (fresh) camera.setState(explorer.store.getState().location.camera ?? HOME)
      else show()
    },
    unmount() {
      unsubscribe()
      clearTimeout(timer)
      camera.off('updated', updateUrl)
    },
  }
}
