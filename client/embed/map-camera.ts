import type { CameraBox } from '../store/location.ts'

export interface MapCamera {
  /** The part of the layout that is shown; null for all of it. */
  box(): CameraBox | null
  home(): void
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
  /** The fingers on the map, by their pointers. */
  const fingers = new Map<number, readonly [number, number]>()
  const pinchOf = () => {
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = fingers.values()
    return { x: (ax + bx) / 2, y: (ay + by) / 2, distance: Math.max(1, Math.hypot(ax - bx, ay - by)) }
  }
  const touch = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') return
    const before = fingers.has(event.pointerId) && fingers.size === 2 ? pinchOf() : null
    if (event.type === 'pointermove' && !fingers.has(event.pointerId)) return
    fingers.set(event.pointerId, placeOf(event))
    // Each picture is drawn anew, so that the marks under the fingers would lose them. One finger may still tap a mark.
    if (event.type === 'pointerdown' && fingers.size === 2)
      for (const pointer of fingers.keys()) stage.setPointerCapture(pointer)
    if (!before) return
    const now = pinchOf()
    moveBy(now.x - before.x, now.y - before.y)
    zoomAt(now.distance / before.distance, now.x, now.y)
  }
  const lift = (event: PointerEvent) => void fingers.delete(event.pointerId)
  /** Two fingers do not move the page. */
  const hold = (event: TouchEvent) => {
    if (event.touches.length > 1) event.preventDefault()
  }
  const press = (event: KeyboardEvent) => {
    const key = KEYS[event.key]
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if ('zoom' in key) zoomBy(key.zoom)
    else if ('home' in key) set(null)
    else moveBy(key.x, key.y)
  }
  const on = <Type extends keyof HTMLElementEventMap>(type: Type, act: (event: HTMLElementEventMap[Type]) => void) =>
    stage.addEventListener(type, act, { passive: false })
  on('wheel', wheel)
  on('pointerdown', down)
  on('pointermove', move)
  on('pointerup', up)
  on('pointercancel', up)
  on('pointerdown', touch)
  on('pointermove', touch)
  on('pointerup', lift)
  on('pointercancel', lift)
  on('touchstart', hold)
  on('touchmove', hold)
  on('keydown', press)
  // A link under the pointer would be dragged instead of the map.
  on('dragstart', event => event.preventDefault())
  return {
    box: () => box,
    home: () => set(null),
  }
}

const KEYS: Readonly<Record<string, { zoom: number } | { home: true } | { x: number; y: number }>> = {
  ...{ '+': { zoom: STEP }, '=': { zoom: STEP }, '-': { zoom: 1 / STEP }, '0': { home: true } },
  ...{
    ArrowLeft: { x: PAN, y: 0 },
    ArrowRight: { x: -PAN, y: 0 },
    ArrowUp: { x: 0, y: PAN },
    ArrowDown: { x: 0, y: -PAN },
  },
}
