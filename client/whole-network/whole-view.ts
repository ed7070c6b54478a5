/** What the canvas shows: a point of the layout in its middle, and CSS pixels per unit of the layout. */
export interface View {
  x: number
  y: number
  zoom: number
}

/** How much larger nodes are when the view is closer: half as fast as the distances. */
export const sizeAt = (zoom: number): number => Math.max(0.6, Math.min(4, Math.sqrt(zoom)))

/** Half the width of a node in CSS pixels. */
export const radiusOf = ({ sizes }: { sizes: Float32Array }, node: number, { zoom }: View): number =>
  ((sizes[node] ?? 0) / 2) * sizeAt(zoom)

export interface WholeView {
  view(): View
  /** Moves the view by CSS pixels. */
  pan(dx: number, dy: number): void
  /** Zooms by a factor around a point of the canvas, by default its middle. */
  zoomBy(factor: number, around?: { x: number; y: number }): void
  home(): void
  /** The node under a point of the canvas; null without one. */
  nodeAt(x: number, y: number, isFinger?: boolean): number | null
  /** Draws at once, instead of in the next frame. */
  drawNow(): void
  labelled(): number[]
  unmount(): void
}
