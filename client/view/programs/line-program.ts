import { EdgeProgram, type EdgeProgramType } from 'sigma/rendering'
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types'
import { floatColor } from 'sigma/utils'

/** What a line has beside its colour and width, in the data that a reducer gives. */
export interface LineShape {
  headAtSource: boolean
  headAtTarget: boolean
  /** Pixels that are drawn and left out, along the line; null for a solid line. */
  dash: readonly [number, number] | null
}

/** The size of an arrow head in half widths of its line. */
const HEAD = { length: 6.8, width: 2.6 }

const VARYINGS = /* glsl */ `
varying vec4 v_color;
varying vec2 v_normal;
varying vec2 v_dash;
varying float v_thickness;
varying float v_feather;
varying float v_along;`

const VERTEX = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_radii;
attribute vec2 a_dash;
attribute vec3 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform float u_zoomRatio;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;
uniform float u_feather;
${VARYINGS}
const float bias = 255.0 / 254.0;

void main() {
  float normalLength = max(length(a_normal), 0.000001);
  vec2 normal = a_normal / normalLength;
  vec2 along = vec2(normal.y, -normal.x);
  float pixels = max(normalLength, u_minEdgeThickness * u_sizeRatio);
  float unit = u_correctionRatio / u_sizeRatio;
  float thickness = pixels * unit;
  // A radius is that of the node at an arrow head, and 0 without one.
  vec2 heads = step(0.000001, a_radii);
  vec2 lengths = heads * ${HEAD.length} * thickness;
  // The line ends where its arrow heads begin, and these end at the edges of the nodes.
  vec2 insets = a_radii * 2.0 * unit + lengths;
  vec2 start = a_start + along * insets.x;
  vec2 end = a_end - along * insets.y;
  bool isHead = a_corner.z > 0.0;
  float hasHead = mix(heads.x, heads.y, a_corner.x);
  float tip = a_corner.z > 1.5 ? mix(-lengths.x, lengths.y, a_corner.x) : 0.0;
  float drawn = isHead ? thickness * hasHead : thickness;
  v_color = a_color;
  vec2 position = mix(start, end, a_corner.x) + normal * a_corner.y * drawn + along * tip;
  gl_Position = vec4((u_matrix * vec3(position, 1.0)).xy, 0.0, 1.0);
  vec2 whole = (u_matrix * vec3(end, 1.0)).xy - (u_matrix * vec3(start, 1.0)).xy;
  // Heads are neither dashed nor soft at their edges.
  v_along = isHead ? -1.0 : a_corner.x * length(whole * u_viewport * 0.5);
  v_dash = a_dash;
  v_thickness = thickness / u_zoomRatio;
  v_normal = normal * a_corner.y;
  v_feather = u_feather * u_correctionRatio / u_zoomRatio / u_pixelRatio * 2.0;
  v_color.a *= bias;
}`

const FRAGMENT = /* glsl */ `
precision mediump float;
${VARYINGS}

void main(void) {
  bool isHead = v_along < 0.0;
  if (!isHead && v_dash.x > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
  float far = isHead ? 0.0 : smoothstep(v_thickness - v_feather, v_thickness, length(v_normal) * v_thickness);
  gl_FragColor = mix(v_color, vec4(0.0), far);
}`

const UNIFORMS = [
  'u_matrix',
  'u_viewport',
  'u_zoomRatio',
  'u_sizeRatio',
  'u_pixelRatio',
  'u_correctionRatio',
  'u_minEdgeThickness',
  'u_feather',
] as const

const floats = (name: string, size = 2) => ({ name, size, type: WebGLRenderingContext.FLOAT })

/** Which end; where across the line, in half widths; and 0 for the line, 1 for the base of a head, 2 for its tip. */
const BODY = [
  [0, 1, 0],
  [0, -1, 0],
  [1, 1, 0],
  [1, 1, 0],
  [0, -1, 0],
  [1, -1, 0],
]
const headAt = (end: 0 | 1) => [
  [end, HEAD.width, 1],
  [end, -HEAD.width, 1],
  [end, 0, 2],
]

/**
 * Straight lines that may be dashed (in screen units, along the line) and have arrow heads. One program draws the lines of all kinds,
 * because each program compiles its own shaders, and has its own draw calls.
 */
export const LineProgram = class extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    return {
      VERTICES: 12,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        ...['a_start', 'a_end', 'a_normal', 'a_radii', 'a_dash'].map(name => floats(name)),
        { name: 'a_color', size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [floats('a_corner', 3)],
      CONSTANT_DATA: [...BODY, ...headAt(0), ...headAt(1)],
    }
  }

  processVisibleItem(
    _id: number,
    at: number,
    a: NodeDisplayData,
    b: NodeDisplayData,
    edge: EdgeDisplayData & Partial<LineShape>,
  ) {
    const { headAtSource, headAtTarget, dash } = edge
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const scale = (edge.size || 1) / (Math.hypot(dx, dy) || 1)
    const radii = [headAtSource ? a.size : 0, headAtTarget ? b.size : 0]
    const shape = [...radii, dash?.[0] ?? 0, dash?.[1] ?? 0]
    this.array.set([a.x, a.y, b.x, b.y, -dy * scale, dx * scale, ...shape, floatColor(edge.color)], at)
  }

  setUniforms(params: RenderParams, { gl, uniformLocations: at }: Parameters<EdgeProgram['setUniforms']>[1]) {
    gl.uniformMatrix3fv(at.u_matrix ?? null, false, params.matrix)
    gl.uniform2f(at.u_viewport ?? null, params.width, params.height)
    gl.uniform1f(at.u_zoomRatio ?? null, params.zoomRatio)
    gl.uniform1f(at.u_sizeRatio ?? null, params.sizeRatio)
    gl.uniform1f(at.u_pixelRatio ?? null, params.pixelRatio)
    gl.uniform1f(at.u_correctionRatio ?? null, params.correctionRatio)
    gl.uniform1f(at.u_minEdgeThickness ?? null, params.minEdgeThickness)
    gl.uniform1f(at.u_feather ?? null, params.antiAliasingFeather)
  }
} as unknown as EdgeProgramType
