/** Explains why a gesture did not move the map: it was left to the page. */
export type Hint = 'wheel' | 'swipe'

/**
 * Leaves gestures on an embedded canvas to its host page: the wheel scrolls the page until the canvas is clicked, and again
 * after the pointer leaves it, unless Ctrl or Command is pressed; one finger always scrolls the page. `onHint` gets a hint
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
    // A tap still selects, because the browser turns it into a click.
    event.stopPropagation()
  }
  const move = (event: TouchEvent) => {
    if (event.touches.length === 1) onHint('swipe')
  }
  const click = (event: PointerEvent) => set(event.pointerType === 'mouse')
  const leave = () => set(false)
  // Sigma disables all browser gestures on its topmost layer.
  const layers = [container, ...container.querySelectorAll('canvas')]
  // In the capture phase, before sigma's listeners on inner layers.
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
