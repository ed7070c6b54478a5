import ForceGraph from 'force-graph'
import { fetchLists, finish, firstFrame, nextFrame, stage, timeFrames } from './picture-page.js'

async function draw() {
  const { nodes, lines } = await fetchLists()
  let rendered = () => {}
  const graph = new ForceGraph(stage())
    .cooldownTicks(0)
    .enableNodeDrag(false)
    .onRenderFramePost(() => rendered())
    .graphData({ nodes: nodes.map(node => ({ ...node, fx: node.x, fy: node.y })), links: lines })
  await new Promise(resolve => {
    rendered = resolve
  })
  graph.zoomToFit(0)
  await nextFrame()
  finish()
  const first = await firstFrame()
  return {
    first,
    pan: count =>
      timeFrames(count, async step => {
        const { x, y } = graph.centerAt()
        graph.centerAt(x - step / graph.zoom(), y)
        await new Promise(resolve => {
          rendered = resolve
        })
      }),
  }
}

window.drawn = draw()
