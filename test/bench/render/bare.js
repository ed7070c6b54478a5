import { measured, stage } from './picture-page.js'

/** The least that can be done: vertices from a file straight into a buffer, one call for the lines and one for the points. */
async function draw() {
  const reply = await fetch('/bench/vertices')
  const vertices = new Float32Array(await reply.arrayBuffer())
  const [lineCount, pointCount] = ['x-lines', 'x-points'].map(name => Number(reply.headers.get(name)))
  const canvas = document.createElement('canvas')
  stage().append(canvas)
  canvas.width = window.innerWidth
  canvas.height = window.innerHeight
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: false })
  const program = gl.createProgram()
  for (const [type, text] of [
    [
      gl.VERTEX_SHADER,
      `#version 300 es
      in vec2 a_place; uniform vec2 u_scale; uniform vec2 u_middle;
      void main() { gl_Position = vec4((a_place - u_middle) * u_scale, 0, 1); gl_PointSize = 3.0; }`,
    ],
    [
      gl.FRAGMENT_SHADER,
      `#version 300 es
      precision mediump float; uniform vec3 u_colour; out vec4 colour; void main() { colour = vec4(u_colour, 1); }`,
    ],
  ]) {
    const shader = gl.createShader(type)
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  // biome-ignore lint/correctness/useHookAtTopLevel: it is no hook
  gl.useProgram(program)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW)
  gl.enableVertexAttribArray(0)
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0)
  const [left, top, right, bottom] = extentOf(vertices)
  const zoom = Math.min(canvas.width / (right - left), canvas.height / (bottom - top)) / 1.12
  const at = name => gl.getUniformLocation(program, name)
  let x = (left + right) / 2
  const frame = () => {
    gl.viewport(0, 0, canvas.width, canvas.height)
    gl.clearColor(1, 1, 1, 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.uniform2f(at('u_scale'), (2 * zoom) / canvas.width, (-2 * zoom) / canvas.height)
    gl.uniform2f(at('u_middle'), x, (top + bottom) / 2)
    gl.uniform3f(at('u_colour'), 0.7, 0.7, 0.8)
    gl.drawArrays(gl.LINES, 0, lineCount * 2)
    gl.uniform3f(at('u_colour'), 0.1, 0.2, 0.4)
    gl.drawArrays(gl.POINTS, lineCount * 2, pointCount)
  }
  frame()
  return measured(step => {
    x -= step / zoom
    frame()
  })
}

function extentOf(vertices) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < vertices.length; at += 2) {
    left = Math.min(left, vertices[at])
    right = Math.max(right, vertices[at])
    top = Math.min(top, vertices[at + 1])
    bottom = Math.max(bottom, vertices[at + 1])
  }
  return [left, top, right, bottom]
}

window.drawn = draw()
