import ForceGraph from 'force-graph'
import { fetchLists, measured, nextFrame, stage } from './picture-page.js'

async function draw() {
  const { nodes, lines } = await fetchLists()
  let rendered = () => {}
  const graph = new ForceGraph(stage())
    .cooldownTicks(0)
    .enableNodeDrag(false)
    .onRenderFramePost(() => rendered())
    .graphData({ nodes: nodes.map(node => ({ ...node, fx: node.x, fy: node.y })), links: lines })
  const isRendered = () =>
    new Promise(resolve => {
      rendered = resolve
    })
  await isRendered()
  graph.zoomToFit(0)
  await nextFrame()
  return measured(async step => {
    const { x, y } = graph.centerAt()
    graph.centerAt(x - step / graph.zoom(), y)
    await isRendered()
  })
}

window.drawn = draw()
