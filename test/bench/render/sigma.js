import Graph from 'graphology'
import Sigma from 'sigma'
import { fetchLists, measured, stage } from './picture-page.js'

/** Sigma as it is by default, without labels, which the bare program does not have either. */
async function draw() {
  const { nodes, lines } = await fetchLists()
  const graph = new Graph({ multi: true, type: 'undirected' })
  for (const { id, x, y, kind } of nodes) graph.addNode(id, { x, y: -y, size: kind === 1 ? 5 : 2, color: '#1f3b63' })
  for (const { id, source, target } of lines) graph.addEdgeWithKey(id, source, target, { color: '#b3b3cc' })
  const sigma = new Sigma(graph, stage(), { renderLabels: false })
  sigma.refresh()
  const camera = sigma.getCamera()
  return measured(step => {
    camera.setState({ x: camera.getState().x - step / window.innerWidth })
    sigma.refresh({ skipIndexation: true })
  })
}

window.drawn = draw()
