import Sigma from 'sigma'
import type { Explorer } from '../store/explorer.ts'
import { mountCamera } from './camera.ts'
import { mountData } from './data.ts'
import { mountDrag } from './drag.ts'
import { type DrawnGraph, type DrawnSigma, emptyGraph } from './drawing.ts'
import { mountKeys } from './keys.ts'
import { createLabels } from './label-layer.ts'
import { mountLooks } from './looks.ts'
import { mountEvents } from './pointer-events.ts'
import { mountPrintedMap } from './printed-map.ts'
import { edgePrograms, nodePrograms } from './programs/index.ts'

export interface GraphView {
  sigma: DrawnSigma
  graph: DrawnGraph
  /** Ids of the nodes whose labels are drawn in the last frame. */
  drawnLabels(): ReadonlySet<string>
  /** Whether the layout is finished, and the camera at rest. */
  isSettled(): boolean
  zoomIn(): void
  zoomOut(): void
  home(): void
  unmount(): void
}

/**
 * The drawn network in a container that has a width and a height. It follows the explorer's store and reports the
 * hovered node to it; `unmount` frees the worker, the WebGL context and the container.
 */
export function mountGraphView(container: HTMLElement, explorer: Explorer): GraphView {
  const graph = emptyGraph()
  const labels = createLabels()
  const sigma: DrawnSigma = new Sigma(graph, container, {
    nodeProgramClasses: nodePrograms(labels.draw, labels.hover) as never,
    edgeProgramClasses: edgePrograms as never,
    defaultDrawNodeHover: labels.hover as never,
    zIndex: true,
    // Labels at the edge of the layout are drawn in pixels, and so need more room on a small canvas.
    stagePadding: 6,
    // Requests all labels; labels.ts chooses those that have room.
    labelDensity: 0,
    labelRenderedSizeThreshold: 0,
    hideEdgesOnMove: false,
    minEdgeThickness: 0.8,
    minCameraRatio: 0.03,
    maxCameraRatio: 2.5,
    doubleClickZoomingRatio: 1.5,
    allowInvalidContainer: true,
  })
  let settled = false
  const camera = mountCamera(sigma, graph, explorer)
  const data = mountData(sigma, graph, explorer, fresh => {
    settled = true
    camera.onLayout(fresh)
  })
  const looks = mountLooks(sigma, graph, explorer, data.shrink)
  // Panels and bars change the size of the canvas, but not of the window.
  const resized = new ResizeObserver(() => sigma.refresh({ skipIndexation: true, schedule: true }))
  resized.observe(container)
  const unmounts = [
    labels.mount(sigma, graph, looks.tierOf),
    looks.unmount,
    () => resized.disconnect(),
    mountPrintedMap(sigma.getContainer(), () => sigma.refresh()),
    mountDrag(sigma, graph, explorer),
    mountEvents(sigma, graph, explorer),
    mountKeys(sigma, graph, explorer, camera),
    data.unmount,
    camera.unmount,
  ]
  return {
    sigma,
    graph,
    drawnLabels: labels.chosen,
    isSettled: () => settled && camera.isAtRest(),
    zoomIn: camera.zoomIn,
    zoomOut: camera.zoomOut,
    home: camera.home,
    unmount() {
      for (const unmount of unmounts.toReversed()) unmount()
      sigma.kill()
      container.replaceChildren()
    },
  }
}
