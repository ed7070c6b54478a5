import { asOnPaper } from '../style/scheme.ts'

/**
 * Paper gets a copy of the canvases in a container. Browsers print a WebGL context empty once its frame is over, so the copy is made in
 * the same task as a frame, which `draw` draws at once, in light colours. `style/print.css` shows it instead of the canvases.
 */
export function mountPrintedMap(container: HTMLElement, draw: () => void): () => void {
  const copy = document.createElement('canvas')
  copy.className = 'printed'
  copy.setAttribute('aria-hidden', 'true')
  const copyFrame = () => {
    draw()
    const layers = [...container.querySelectorAll('canvas')].filter(layer => layer !== copy)
    copy.width = Math.max(...layers.map(({ width }) => width))
    copy.height = Math.max(...layers.map(({ height }) => height))
    const paper = copy.getContext('2d')
    for (const layer of layers) if (layer.width > 0) paper?.drawImage(layer, 0, 0, copy.width, copy.height)
    container.append(copy)
  }
  const print = () => asOnPaper(copyFrame)
  const remove = () => copy.remove()
  window.addEventListener('beforeprint', print)
  window.addEventListener('afterprint', remove)
  return () => {
    window.removeEventListener('beforeprint', print)
    window.removeEventListener('afterprint', remove)
    remove()
  }
}
