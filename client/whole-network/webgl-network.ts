import { DOUBTFUL, LINE_KINDS, NODE_KINDS } from '../../cypher/network-columns.ts'
import type { EdgeKind } from '../../picture/network/edge-kind.ts'
import type { WholeNetwork } from '../api/network-reply.ts'
import { coloursNow } from '../style/colours-now.ts'
import type { MapColours } from '../style/theme.ts'
import { ABSENT, DEFINITE, type StatesAt } from './line-states.ts'
import { sizeAt, type View } from './whole-view.ts'

export interface Picture {
  network: WholeNetwork
  x: Float32Array<ArrayBuffer>
  y: Float32Array<ArrayBuffer>
  /** Diameter of each node in CSS pixels. */
  sizes: Float32Array<ArrayBuffer>
}

const TRANSFORM = /* glsl */ `
in float a_x;
in float a_y;
uniform vec2 u_scale;
uniform vec2 u_middle;
vec4 place() { return vec4((vec2(a_x, a_y) - u_middle) * u_scale, 0.0, 1.0); }`

const LINE_VERTEX = `#version 300 es
${TRANSFORM}
void main() { gl_Position = place(); }`

const LINE_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec3 u_colour;
out vec4 colour;
void main() { colour = vec4(u_colour, 1.0); }`

const NODE_VERTEX = `#version 300 es
${TRANSFORM}
in float a_size;
in float a_state;
uniform float u_pixels;
uniform bool u_hidesAbsent;
flat out float v_state;
void main() {
  gl_Position = place();
  gl_PointSize = u_hidesAbsent && a_state < 0.5 ? 0.0 : a_size * u_pixels;
  v_state = a_state;
}`

const NODE_FRAGMENT = `#version 300 es
precision mediump float;
uniform vec3 u_colour;
uniform vec3 u_absent;
uniform bool u_round;
flat in float v_state;
out vec4 colour;
void main() {
  vec2 from = gl_PointCoord - 0.5;
  if (u_round && dot(from, from) > 0.25) discard;
  colour = vec4(v_state < 0.5 ? u_absent : u_colour, 1.0);
}`

/** Lines of one colour, as a part of the buffer of indexes. */
interface Batch {
  kind: EdgeKind
  look: Look
  first: number
  count: number
}

export interface NetworkCanvas {
  /** Colours the lines and nodes as of a date; null for all dates. Must be called before the first drawing. */
  show(states: StatesAt | null, hidesAbsent: boolean): void
  draw(view: View): void
  unmount(): void
}

/**
 * Draws the whole network without an object for any node or line: the columns of the reply are the buffers of the GPU. Lines share the
 * vertices of their nodes, and lines of one colour are one call. `onRestored` is called when a lost context is back and the picture must
 * be drawn again. Null if the browser has no WebGL 2.
 */
export function drawOn(canvas: HTMLCanvasElement, picture: Picture, onRestored: () => void): NetworkCanvas | null {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: false })
  if (!gl) return null
  const { network, x, y, sizes } = picture
  let states: StatesAt | null = null
  let hidesAbsent = false
  let batches: Batch[] = []
  const indexes = new Uint32Array(network.lines * 2)
  const order = nodeOrder(network)
  let buffers = upload()

  function upload() {
    if (!gl) throw new Error('The context is gone.')
    const lineProgram = compile(gl, LINE_VERTEX, LINE_FRAGMENT)
    const nodeProgram = compile(gl, NODE_VERTEX, NODE_FRAGMENT)
    const bx = buffer(gl, gl.ARRAY_BUFFER, x)
    const by = buffer(gl, gl.ARRAY_BUFFER, y)
    const bsize = buffer(gl, gl.ARRAY_BUFFER, sizes)
    const bstate = buffer(gl, gl.ARRAY_BUFFER, new Uint8Array(network.nodes).fill(DEFINITE), gl.DYNAMIC_DRAW)
    const lines = gl.createVertexArray()
    gl.bindVertexArray(lines)
    floats(gl, lineProgram, 'a_x', bx)
    floats(gl, lineProgram, 'a_y', by)
    const lineIndexes = buffer(gl, gl.ELEMENT_ARRAY_BUFFER, indexes, gl.DYNAMIC_DRAW)
    const nodes = gl.createVertexArray()
    gl.bindVertexArray(nodes)
    floats(gl, nodeProgram, 'a_x', bx)
    floats(gl, nodeProgram, 'a_y', by)
    floats(gl, nodeProgram, 'a_size', bsize)
    floats(gl, nodeProgram, 'a_state', bstate, gl.UNSIGNED_BYTE)
    buffer(gl, gl.ELEMENT_ARRAY_BUFFER, order.indexes)
    gl.bindVertexArray(null)
    return { lineProgram, nodeProgram, lines, nodes, lineIndexes, bstate }
  }

  function fill() {
    if (!gl) return
    batches = batchLines(network, states, hidesAbsent, indexes)
    const { lines, lineIndexes, bstate } = buffers
    gl.bindVertexArray(lines)
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, lineIndexes)
    gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, 0, indexes)
    gl.bindVertexArray(null)
    gl.bindBuffer(gl.ARRAY_BUFFER, bstate)
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, states?.nodes ?? new Uint8Array(network.nodes).fill(DEFINITE))
  }

  function draw({ x: middleX, y: middleY, zoom }: View) {
    if (!gl || gl.isContextLost()) return
    const pixels = canvas.width / (canvas.clientWidth || canvas.width)
    const colours = coloursNow()
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.clearColor(...rgb(colours.paper), 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    const place = (program: WebGLProgram) => {
      // biome-ignore lint/correctness/useHookAtTopLevel: it is no hook
      gl.useProgram(program)
      const scale = [(2 * zoom * pixels) / canvas.width, (-2 * zoom * pixels) / canvas.height]
      gl.uniform2fv(gl.getUniformLocation(program, 'u_scale'), scale)
      gl.uniform2f(gl.getUniformLocation(program, 'u_middle'), middleX, middleY)
    }
    place(buffers.lineProgram)
    gl.bindVertexArray(buffers.lines)
    const colourAt = gl.getUniformLocation(buffers.lineProgram, 'u_colour')
    for (const { kind, look, first, count } of batches) {
      gl.uniform3fv(colourAt, rgb(lineColour(kind, look, colours)))
      gl.drawElements(gl.LINES, count * 2, gl.UNSIGNED_INT, first * 2 * BYTES_AN_INDEX)
    }
    place(buffers.nodeProgram)
    gl.bindVertexArray(buffers.nodes)
    const uniform = (name: string) => gl.getUniformLocation(buffers.nodeProgram, name)
    gl.uniform1f(uniform('u_pixels'), pixels * sizeAt(zoom))
    gl.uniform1i(uniform('u_hidesAbsent'), hidesAbsent ? 1 : 0)
    gl.uniform3fv(uniform('u_absent'), rgb(colours.absent.node))
    const people = order.people
    for (const [kind, first, count] of [
      ['person', 0, people],
      ['organisation', people, network.nodes - people],
    ] as const) {
      gl.uniform3fv(uniform('u_colour'), rgb(colours.nodes[kind]))
      gl.uniform1i(uniform('u_round'), kind === 'person' ? 1 : 0)
      gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, first * BYTES_AN_INDEX)
    }
    gl.bindVertexArray(null)
  }

  const restore = () => {
    buffers = upload()
    fill()
    onRestored()
  }
  canvas.addEventListener('webglcontextrestored', restore)
  return {
    show(now, hides) {
      states = now
      hidesAbsent = hides
      fill()
    },
    draw,
    unmount() {
      canvas.removeEventListener('webglcontextrestored', restore)
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

const BYTES_AN_INDEX = 4

/** People first, so that they cover no organisation. */
function nodeOrder({ nodes, columns: { nodeKind } }: WholeNetwork) {
  const indexes = new Uint32Array(nodes)
  let next = 0
  for (const kind of NODE_KINDS)
    for (let node = 0; node < nodes; node++) if (NODE_KINDS[nodeKind[node] ?? 0] === kind) indexes[next++] = node
  const people = nodeKind.reduce((count, kind) => count + (NODE_KINDS[kind] === 'person' ? 1 : 0), 0)
  return { indexes, people }
}

/** Looks in the order of drawing: absent lines first, then doubtful ones, of each kind. */
const LOOKS = ['absent', 'doubtful', 'sure'] as const
type Look = (typeof LOOKS)[number]
/** Share of the paper in the colour of a line, so that thousands of lines remain lighter than the nodes. */
const LIGHTNESS = { doubtful: 0.78, sure: 0.45 }

export const lineColour = (kind: EdgeKind, look: Look, { absent, edges, paper }: MapColours): string =>
  look === 'absent' ? absent.edge : mix(edges[kind], paper, LIGHTNESS[look])

const BUCKETS = LOOKS.flatMap(look => LINE_KINDS.map(kind => ({ kind, look })))

/** Fills `indexes` with the ends of the lines, ordered by their colours. Absent lines are left out if they are hidden. */
function batchLines(
  { lines, columns: { source, target, lineKind } }: WholeNetwork,
  states: StatesAt | null,
  hidesAbsent: boolean,
  indexes: Uint32Array<ArrayBuffer>,
): Batch[] {
  const lookOf = new Uint8Array(lines)
  const counts = new Uint32Array(BUCKETS.length)
  for (let line = 0; line < lines; line++) {
    const code = lineKind[line] ?? 0
    const kind = code & ~DOUBTFUL
    const state = states?.lines[line]
    const look = state === undefined ? ((code & DOUBTFUL) > 0 ? 1 : 2) : state
    const shown = state === undefined || state === ABSENT ? kind : (HOLDING[kind] ?? kind)
    const bucket = look * LINE_KINDS.length + shown
    lookOf[line] = bucket
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  let begin = 0
  const next = new Uint32Array(BUCKETS.length)
  const batches = BUCKETS.flatMap((of, bucket) => {
    const count = counts[bucket] ?? 0
    if (bucket < LINE_KINDS.length && hidesAbsent) return []
    next[bucket] = begin
    begin += count
    return count > 0 ? [{ ...of, first: begin - count, count }] : []
  })
  for (let line = 0; line < lines; line++) {
    const bucket = lookOf[line] ?? 0
    if (bucket < LINE_KINDS.length && hidesAbsent) continue
    const at = next[bucket] ?? 0
    indexes[at * 2] = source[line] ?? 0
    indexes[at * 2 + 1] = target[line] ?? 0
    next[bucket] = at + 1
  }
  return batches
}

/** The kind of a line at a date on which it holds: a person who is there has not left. */
export function kindWhenHolding(kind: EdgeKind): EdgeKind {
  if (kind === 'both') return 'joined'
  return kind === 'left' ? 'present' : kind
}

const HOLDING = LINE_KINDS.map(kind => LINE_KINDS.indexOf(kindWhenHolding(kind)))

function compile(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type)
    if (!shader) throw new Error('WebGL made no shader.')
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost())
    throw new Error(`WebGL cannot link the program: ${gl.getProgramInfoLog(program)}`)
  return program
}

function buffer(
  gl: WebGL2RenderingContext,
  target: number,
  data: ArrayBufferView<ArrayBuffer>,
  usage: number = gl.STATIC_DRAW,
) {
  const made = gl.createBuffer()
  gl.bindBuffer(target, made)
  gl.bufferData(target, data, usage)
  return made
}

function floats(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  data: WebGLBuffer,
  type: number = gl.FLOAT,
) {
  const at = gl.getAttribLocation(program, name)
  gl.bindBuffer(gl.ARRAY_BUFFER, data)
  gl.enableVertexAttribArray(at)
  gl.vertexAttribPointer(at, 1, type, false, 0, 0)
}

function rgb(colour: string): [number, number, number] {
  const number = Number.parseInt(colour.slice(1), 16)
  return [(number >> 16) / 255, ((number >> 8) & 255) / 255, (number & 255) / 255]
}

function mix(colour: string, other: string, share: number): string {
  const [a, b] = [rgb(colour), rgb(other)]
  const parts = a.map((part, at) => Math.round((part * (1 - share) + (b[at] ?? 0) * share) * 255))
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`
}
