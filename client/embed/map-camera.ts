import type { CameraBox } from '../store/location.ts'

export interface MapCamera {
  /** The part of the layout that is shown; null for all of it. */
  box(): CameraBox | null
  zoomBy(factor: number): void
  home(): void
  unmount(): void
}

interface Drawn {
  /** The part of the layout that the picture shows now. */
  box: CameraBox
  /** Pixels for a unit of the layout. */
  scale: number
}

const STEP = 1.5
/** Pixels for a press of an arrow key. */
const PAN = 60
const LEAST_SCALE = 0.05
const MOST_SCALE = 12
/** A shorter way of the pointer is a click. */
const CLICK = 4

/**
 * Moves and zooms by mouse, wheel, two fingers and keys. `drawn` is what the picture in `stage` shows, and `changed` is called after each
 * change. Gestures that belong to the host page must have been stopped before they arrive here.
 */
export function mountMapCamera(
  stage: HTMLElement,
  opened: CameraBox | null,
  drawn: () => Drawn,
  changed: () => void,
): MapCamera {
  let box = opened
  const set = (next: CameraBox | null) => {
    box = next
    changed()
  }
  /** Zooms around a place of the stage in pixels, which stays where it is. */
  const zoomAt = (factor: number, x: number, y: number) => {
    const { box: now, scale } = drawn()
    const bounded = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale * factor)) / scale
    const [fixedX, fixedY] = [now.x0 + x / scale, now.y0 + y / scale]
    set({
      x0: fixedX - (fixedX - now.x0) / bounded,
      x1: fixedX + (now.x1 - fixedX) / bounded,
      y0: fixedY - (fixedY - now.y0) / bounded,
      y1: fixedY + (now.y1 - fixedY) / bounded,
    })
  }
  const moveBy = (x: number, y: number) => {
    const { box: now, scale } = drawn()
    set({ x0: now.x0 - x / scale, x1: now.x1 - x / scale, y0: now.y0 - y / scale, y1: now.y1 - y / scale })
  }
  const zoomBy = (factor: number) => zoomAt(factor, stage.clientWidth / 2, stage.clientHeight / 2)

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { left, top } = stage.getBoundingClientRect()
    return [clientX - left, clientY - top] as const
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    zoomAt(STEP ** (-event.deltaY / 240), ...placeOf(event))
  }
  let from: { x: number; y: number; pointer: number; moved: boolean } | null = null
  const down = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return
    from = { x: event.clientX, y: event.clientY, pointer: event.pointerId, moved: false }
  }
  const move = (event: PointerEvent) => {
    if (!from || event.pointerId !== from.pointer) return
    const [x, y] = [event.clientX - from.x, event.clientY - from.y]
    if (!from.moved && Math.hypot(x, y) < CLICK) return
    // Not before it is a drag: a captured pointer would click the stage instead of a mark.
    if (!from.moved) stage.setPointerCapture(from.pointer)
    from = { ...from, x: event.clientX, y: event.clientY, moved: true }
    moveBy(x, y)
  }
  const up = () => {
    from = null
  }
  let fingers: { x: number; y: number; distance: number } | null = null
  const touch = (event: TouchEvent) => {
    const [one, other] = event.touches
    if (!one || !other) {
      fingers = null
      return
    }
    event.preventDefault()
    const [ax, ay] = placeOf(one)
    const [bx, by] = placeOf(other)
    const now = { x: (ax + bx) / 2, y: (ay + by) / 2, distance: Math.max(1, Math.hypot(ax - bx, ay - by)) }
    if (fingers) {
      moveBy(now.x - fingers.x, now.y - fingers.y)
      zoomAt(now.distance / fingers.distance, now.x, now.y)
    }
    fingers = now
  }
  const press = (event: KeyboardEvent) => {
    const key = KEYS[event.key]
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if ('zoom' in key) zoomBy(key.zoom)
    else if ('home' in key) set(null)
    else moveBy(key.x, key.y)
  }
  const drag = (event: DragEvent) => event.preventDefault()
  stage.addEventListener('wheel', wheel, { passive: false })
  stage.addEventListener('pointerdown', down)
  stage.addEventListener('pointermove', move)
  stage.addEventListener('pointerup', up)
  stage.addEventListener('pointercancel', up)
  for (const type of TOUCHES) stage.addEventListener(type, touch, { passive: false })
  stage.addEventListener('keydown', press)
  // A link under the pointer would be dragged instead of the map.
  stage.addEventListener('dragstart', drag)
  return {
    box: () => box,
    zoomBy,
    home: () => set(null),
    unmount() {
      stage.removeEventListener('wheel', wheel)
      stage.removeEventListener('pointerdown', down)
      stage.removeEventListener('pointermove', move)
      stage.removeEventListener('pointerup', up)
      stage.removeEventListener('pointercancel', up)
      for (const type of TOUCHES) stage.removeEventListener(type, touch)
      stage.removeEventListener('keydown', press)
      stage.removeEventListener('dragstart', drag)
    },
  }
}

const TOUCHES = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const
const KEYS: Readonly<Record<string, { zoom: number } | { home: true } | { x: number; y: number }>> = {
  ...{ '+': { zoom: STEP }, '=': { zoom: STEP }, '-': { zoom: 1 / STEP }, '0': { home: true } },
  ...{
    ArrowLeft: { x: PAN, y: 0 },
    ArrowRight: { x: -PAN, y: 0 },
    ArrowUp: { x: 0, y: PAN },
    ArrowDown: { x: 0, y: -PAN },
  },
}
