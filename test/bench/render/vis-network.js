import { Network } from 'vis-network/standalone'
import { fetchLists, measured, stage } from './picture-page.js'

async function draw() {
  const { nodes, lines } = await fetchLists()
  const network = new Network(
    stage(),
    {
      nodes: nodes.map(({ id, x, y }) => ({ id, x, y, shape: 'dot', size: 2 })),
      edges: lines.map(({ id, source, target }) => ({ id, from: source, to: target })),
    },
    { physics: false, edges: { smooth: false }, interaction: { hideEdgesOnDrag: false } },
  )
  network.fit({ animation: false })
  network.redraw()
  return measured(step => {
    const { x, y } = network.getViewPosition()
    network.moveTo({ position: { x: x - step / network.getScale(), y }, animation: false })
    network.redraw()
  })
}

window.drawn = draw()
