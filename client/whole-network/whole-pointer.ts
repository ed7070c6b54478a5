import type { WholeStore } from './whole-store.ts'
import type { WholeView } from './whole-view.ts'

/** A press that moves less, in pixels, is a click. */
const STILL = 4
const KEY_STEP = 80
const ZOOM_STEP = 1.5
const WAYS: Record<string, [number, number]> = {
  ArrowRight: [-1, 0],
  ArrowLeft: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Pointer, wheel, fingers and keys on the canvas. Returns a function that disposes of it. */
export function mountPointer(container: HTMLElement, whole: WholeStore, view: WholeView): () => void {
  const pressed = new Map<number, { x: number; y: number }>()
  let moved = 0
  let pointed = 0
  const place = (event: MouseEvent) => {
    const { left, top } = container.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const down = (event: PointerEvent) => {
    container.setPointerCapture(event.pointerId)
    if (pressed.size === 0) moved = 0
    pressed.set(event.pointerId, place(event))
  }
  const point = ({ x, y }: { x: number; y: number }) => {
    const node = view.nodeAt(x, y)
    if (node !== whole.store.getState().hovered) whole.hover(node)
    container.style.cursor = node === null ? '' : 'pointer'
  }
  const move = (event: PointerEvent) => {
    const now = place(event)
    const before = pressed.get(event.pointerId)
    if (!before) {
      cancelAnimationFrame(pointed)
      pointed = requestAnimationFrame(() => point(now))
      return
    }
    const [dx, dy] = [now.x - before.x, now.y - before.y]
    moved += Math.hypot(dx, dy)
    const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1]
    pressed.set(event.pointerId, now)
    if (!other) return moved > STILL ? view.pan(dx, dy) : undefined
    // Two fingers: the point between them stays under them.
    const spread = (a: { x: number; y: number }) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y))
    view.pan(dx / 2, dy / 2)
    view.zoomBy(spread(now) / spread(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
  }
  const up = (event: PointerEvent) => {
    const wasPressed = pressed.delete(event.pointerId)
    if (!wasPressed || pressed.size > 0 || moved > STILL || event.type === 'pointercancel') return
    const { x, y } = place(event)
    const node = view.nodeAt(x, y, event.pointerType === 'touch')
    const id = node === null ? undefined : whole.store.getState().ready?.network.ids[node]
    if (id !== undefined) whole.navigate({ select: [id] })
    else if (whole.store.getState().selected !== null) whole.navigate({ select: null })
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    view.zoomBy(Math.exp(-event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.0015)), place(event))
  }
  const doubleClick = (event: MouseEvent) => view.zoomBy(ZOOM_STEP ** 2, place(event))
  const leave = () => {
    cancelAnimationFrame(pointed)
    whole.hover(null)
  }
  const key = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const way = WAYS[event.key]
    if (way) view.pan(way[0] * KEY_STEP, way[1] * KEY_STEP)
    else if (event.key === '+' || event.key === '=') view.zoomBy(ZOOM_STEP)
    else if (event.key === '-') view.zoomBy(1 / ZOOM_STEP)
    else if (event.key === '0') view.home()
    else return
    event.preventDefault()
  }
  const listeners = {
    ...{ pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, pointerleave: leave },
    ...{ wheel, dblclick: doubleClick, keydown: key },
  }
  for (const [name, act] of Object.entries(listeners))
    container.addEventListener(name, act as (event: Event) => void, { passive: false })
  return () => {
    cancelAnimationFrame(pointed)
    for (const [name, act] of Object.entries(listeners))
      container.removeEventListener(name, act as (event: Event) => void)
  }
}
