import {
  createEdgeArrowHeadProgram,
  createEdgeCompoundProgram,
  EdgeProgram,
  type EdgeProgramType,
} from 'sigma/rendering'
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types'
import { floatColor } from 'sigma/utils'

interface BodyOptions {
  headAtSource: boolean
  headAtTarget: boolean
  dash: readonly [number, number] | null
}

/** The size of an arrow head in half widths of its line. */
const HEAD = { lengthToThicknessRatio: 3.4, widenessToThicknessRatio: 2.6 }

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_normal;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec2 a_radii;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_viewport;
uniform vec2 u_heads;
uniform float u_zoomRatio;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_correctionRatio;
uniform float u_minEdgeThickness;
uniform float u_feather;
varying vec4 v_color;
varying vec2 v_normal;
varying float v_thickness;
varying float v_feather;
varying float v_along;
const float bias = 255.0 / 254.0;

void main() {
  float normalLength = max(length(a_normal), 0.000001);
  vec2 normal = a_normal / normalLength;
  vec2 along = vec2(normal.y, -normal.x);
  float pixels = max(normalLength, u_minEdgeThickness * u_sizeRatio);
  float unit = u_correctionRatio / u_sizeRatio;
  float thickness = pixels * unit;
  // The line ends where its arrow heads begin, and these end at the edges of the nodes.
  vec2 insets = a_radii * 2.0 * unit + u_heads * thickness * 2.0;
  vec2 start = a_start + along * insets.x;
  vec2 end = a_end - along * insets.y;
  #ifdef PICKING_MODE
  // Thin lines have a wider hit area.
  float drawn = max(thickness, 5.0 * unit);
  v_color = a_id;
  #else
  float drawn = thickness;
  v_color = a_color;
  #endif
  vec2 position = mix(start, end, a_corner.x) + normal * a_corner.y * drawn;
  gl_Position = vec4((u_matrix * vec3(position, 1.0)).xy, 0.0, 1.0);
  vec2 whole = (u_matrix * vec3(end, 1.0)).xy - (u_matrix * vec3(start, 1.0)).xy;
  v_along = a_corner.x * length(whole * u_viewport * 0.5);
  v_thickness = thickness / u_zoomRatio;
  v_normal = normal * a_corner.y;
  v_feather = u_feather * u_correctionRatio / u_zoomRatio / u_pixelRatio * 2.0;
  v_color.a *= bias;
}`

const FRAGMENT = /* glsl */ `
precision mediump float;
uniform vec2 u_dash;
varying vec4 v_color;
varying vec2 v_normal;
varying float v_thickness;
varying float v_feather;
varying float v_along;

void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  if (u_dash.x > 0.0 && mod(v_along, u_dash.x + u_dash.y) > u_dash.x) discard;
  float far = smoothstep(v_thickness - v_feather, v_thickness, length(v_normal) * v_thickness);
  gl_FragColor = mix(v_color, vec4(0.0), far);
  #endif
}`

const UNIFORMS = [
  'u_matrix',
  'u_viewport',
  'u_heads',
  'u_dash',
  'u_zoomRatio',
  'u_sizeRatio',
  'u_pixelRatio',
  'u_correctionRatio',
  'u_minEdgeThickness',
  'u_feather',
] as const

/** A straight line that may be dashed (in screen units, along the line) and leaves room for arrow heads at either end. */
const edgeBody = ({ headAtSource, headAtTarget, dash }: BodyOptions): EdgeProgramType => {
  const [sourceHead, targetHead] = [headAtSource, headAtTarget].map(head => (head ? HEAD.lengthToThicknessRatio : 0))
  return class EdgeBodyProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext
      const floats = (name: string) => ({ name, size: 2, type: FLOAT })
      const bytes = (name: string) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true })
      return {
        VERTICES: 6,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [...['a_start', 'a_end', 'a_normal', 'a_radii'].map(floats), ...['a_color', 'a_id'].map(bytes)],
        // Which end, and which side of the line.
        CONSTANT_ATTRIBUTES: [floats('a_corner')],
        CONSTANT_DATA: [
          [0, 1],
          [0, -1],
          [1, 1],
          [1, 1],
          [0, -1],
          [1, -1],
        ],
      }
    }

    processVisibleItem(id: number, at: number, a: NodeDisplayData, b: NodeDisplayData, edge: EdgeDisplayData) {
      const [dx, dy] = [b.x - a.x, b.y - a.y]
      const scale = (edge.size || 1) / (Math.hypot(dx, dy) || 1)
      const radii = [headAtSource ? a.size : 0, headAtTarget ? b.size : 0]
      this.array.set([a.x, a.y, b.x, b.y, -dy * scale, dx * scale, ...radii, floatColor(edge.color), id], at)
    }

    setUniforms(params: RenderParams, { gl, uniformLocations: at }: Parameters<EdgeProgram['setUniforms']>[1]) {
      gl.uniformMatrix3fv(at.u_matrix ?? null, false, params.matrix)
      gl.uniform2f(at.u_viewport ?? null, params.width, params.height)
      gl.uniform2f(at.u_heads ?? null, sourceHead ?? 0, targetHead ?? 0)
      gl.uniform2f(at.u_dash ?? null, dash?.[0] ?? 0, dash?.[1] ?? 0)
      gl.uniform1f(at.u_zoomRatio ?? null, params.zoomRatio)
      gl.uniform1f(at.u_sizeRatio ?? null, params.sizeRatio)
      gl.uniform1f(at.u_pixelRatio ?? null, params.pixelRatio)
      gl.uniform1f(at.u_correctionRatio ?? null, params.correctionRatio)
      gl.uniform1f(at.u_minEdgeThickness ?? null, params.minEdgeThickness)
      gl.uniform1f(at.u_feather ?? null, params.antiAliasingFeather)
    }
  } as unknown as EdgeProgramType
}

/** A line with its arrow heads. */
export function edgeProgram(options: BodyOptions): EdgeProgramType {
  const head = (extremity: 'source' | 'target') => createEdgeArrowHeadProgram({ ...HEAD, extremity })
  return createEdgeCompoundProgram([
    edgeBody(options),
    ...(options.headAtSource ? [head('source')] : []),
    ...(options.headAtTarget ? [head('target')] : []),
  ])
}
