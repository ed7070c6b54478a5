import cytoscape from 'cytoscape'
import { fetchLists, measured, stage } from './picture-page.js'

async function draw() {
  const { nodes, lines } = await fetchLists()
  const cy = cytoscape({
    container: stage(),
    elements: [
      ...nodes.map(({ id, x, y }) => ({ data: { id: `n${id}` }, position: { x, y } })),
      ...lines.map(({ id, source, target }) => ({
        data: { id: `l${id}`, source: `n${source}`, target: `n${target}` },
      })),
    ],
    layout: { name: 'preset' },
    style: [
      { selector: 'node', style: { width: 4, height: 4 } },
      { selector: 'edge', style: { width: 1, 'curve-style': 'haystack' } },
    ],
  })
  const rendered = () => new Promise(resolve => cy.one('render', resolve))
  await rendered()
  return measured(step => {
    const done = rendered()
    cy.panBy({ x: step, y: 0 })
    return done
  })
}

window.drawn = draw()
