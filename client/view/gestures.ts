/** Why a gesture did nothing to the map: it was the page's. */
export type Hint = 'wheel' | 'swipe'

/**
 * Leaves gestures on an embedded canvas to its host page: the wheel scrolls the page until the canvas is clicked, and again
 * after the reader leaves it, unless Ctrl or Command is pressed; one finger always scrolls the page. `onHint` gets a hint
 * when a gesture was left to the page, and null when the map handles it. Returns a function that disposes of it.
 */
export function mountGestures(container: HTMLElement, onHint: (hint: Hint | null) => void): () => void {
  let active = false
  const set = (now: boolean) => {
    active = now
    if (now) onHint(null)
  }
  const wheel = (event: WheelEvent) => {
    if (active || event.ctrlKey || event.metaKey) return onHint(null)
    event.stopPropagation()
    onHint('wheel')
  }
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1) return onHint(null)
    // A tap still selects: the browser makes a click of it.
    event.stopPropagation()
  }
  const move = (event: TouchEvent) => {
    if (event.touches.length === 1) onHint('swipe')
  }
  const click = (event: PointerEvent) => set(event.pointerType === 'mouse')
  const leave = () => set(false)
  // Sigma forbids the browser every gesture on its upmost layer.
  const layers = [container, ...container.querySelectorAll('canvas')]
  // Before sigma, which listens on layers inside.
  const early = { capture: true }
  for (const layer of layers) layer.style.touchAction = 'pan-x pan-y'
  container.addEventListener('wheel', wheel, early)
  container.addEventListener('touchstart', touch, early)
  container.addEventListener('touchmove', move, { passive: true })
  container.addEventListener('pointerdown', click, early)
  container.addEventListener('mouseleave', leave)
  window.addEventListener('blur', leave)
  return () => {
    for (const layer of layers) layer.style.touchAction = ''
    container.removeEventListener('wheel', wheel, early)
    container.removeEventListener('touchstart', touch, early)
    container.removeEventListener('touchmove', move)
    container.removeEventListener('pointerdown', click, early)
    container.removeEventListener('mouseleave', leave)
    window.removeEventListener('blur', leave)
  }
}
