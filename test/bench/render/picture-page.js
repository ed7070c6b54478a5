/**
 * What the pages of the benchmark have in common. A page sets `window.drawn`, a promise of what can be measured; the benchmark runs
 * outside and waits for it. Every picture has the same points and lines.
 */

/** Waits for all drawing that was asked of the GPU or of a 2D canvas. */
export function finish() {
  for (const canvas of document.querySelectorAll('canvas')) {
    const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl')
    if (gl) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
    else canvas.getContext('2d')?.getImageData(0, 0, 1, 1)
  }
}

export const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve))

/** Milliseconds since the navigation began, when the first complete frame has been drawn. */
async function firstFrame() {
  finish()
  await nextFrame()
  finish()
  await nextFrame()
  return performance.now()
}

/** What is measured of a picture that has been asked for: `move` moves it by so many pixels, and resolves when it is drawn again. */
export async function measured(move) {
  const first = await firstFrame()
  return { first, pan: count => timeFrames(count, move) }
}

/** Milliseconds of each of `count` steps, from one to when its frame has been drawn. The first two warm up. */
async function timeFrames(count, step) {
  const times = []
  for (let at = -2; at < count; at++) {
    await nextFrame()
    // What a library draws by itself after a step is no part of the next one.
    finish()
    const from = performance.now()
    await step(at % 2 === 0 ? 40 : -40)
    finish()
    if (at >= 0) times.push(performance.now() - from)
  }
  return times
}

/** The network of the product as lists, for libraries that take an object for each node and line. */
export async function fetchLists() {
  const reply = await fetch('/api/network')
  const { decodeNetwork } = await import('../../../client/api/network-reply.ts')
  const { ids, names, columns } = decodeNetwork(await reply.arrayBuffer())
  const nodes = ids.map((id, at) => ({
    id,
    name: names[at],
    x: columns.x[at],
    y: columns.y[at],
    kind: columns.nodeKind[at],
  }))
  const lines = Array.from(columns.source, (source, at) => ({
    id: String(at),
    source: ids[source],
    target: ids[columns.target[at]],
  }))
  return { nodes, lines }
}

export function stage() {
  const made = document.createElement('div')
  made.style.cssText = 'position: absolute; inset: 0'
  document.body.append(made)
  return made
}
