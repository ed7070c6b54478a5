import { expect, test } from 'vitest'
import type { LineShape } from '../../../client/view/programs/line-program.ts'
import { drawnNodes, openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest()

test('every arrow head of a line is drawn whole, of dashed lines as of solid ones, and no other line has one', async () => {
  const { page } = tests.visited
  await page.goto(`${tests.app.url}?select=openai`)
  await drawnNodes(page)
  const ends = await page.evaluate(() => {
    const { view } = window.__whoLeftWhere ?? {}
    if (!view) throw new Error('nothing is drawn')
    const { graph, sigma } = view
    const canvas = sigma.getCanvases().edges
    const copy = document.createElement('canvas')
    Object.assign(copy, { width: canvas?.width, height: canvas?.height })
    const context = copy.getContext('2d', { willReadFrequently: true })
    if (!canvas || !context) throw new Error('no canvas')
    // The picture of a frame is kept until the end of the task that draws it.
    sigma.refresh()
    context.drawImage(canvas, 0, 0)
    const ratio = canvas.width / sigma.getDimensions().width
    const isDrawn = (x: number, y: number) =>
      (context.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data[3] ?? 0) > 0
    return graph.mapEdges((id, _attributes, ...nodes) => {
      const line = sigma.getEdgeDisplayData(id) as unknown as { size: number } & LineShape
      const shown = nodes.slice(0, 2).map(node => sigma.getNodeDisplayData(String(node)))
      const [from, to] = shown.map(data => sigma.framedGraphToViewport({ x: data?.x ?? 0, y: data?.y ?? 0 }))
      if (!from || !to) throw new Error(`no ends of ${id}`)
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
      const radius = sigma.scaleSize(shown[1]?.size ?? 0)
      const head = 3.4 * sigma.scaleSize(line.size)
      // Across the head near its base, where the line alone does not reach.
      const [away, aside] = [radius + 0.8 * head, 0.7 * sigma.scaleSize(line.size)]
      const sides = [1, -1].map(side =>
        isDrawn(to.x - dx * away - dy * aside * side, to.y - dy * away + dx * aside * side),
      )
      return { id, isDashed: line.dash !== null, headAtTarget: line.headAtTarget, isWhole: sides.every(Boolean) }
    })
  })
  const headed = ends.filter(({ headAtTarget }) => headAtTarget)
  for (const isDashed of [true, false])
    expect(headed.filter(end => end.isDashed === isDashed).length).toBeGreaterThan(0)
  expect(headed.filter(({ isWhole }) => !isWhole)).toEqual([])
  expect(ends.filter(({ headAtTarget, isWhole }) => !headAtTarget && !isWhole).length).toBeGreaterThan(10)
})
