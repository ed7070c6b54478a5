import { readGraph } from '../files/graph-xml.ts'
import { FileError } from '../files/input.ts'
import { exportedRows, isOwnExport } from './graph/exported-graph.ts'
import { graphRows } from './graph/graph-rows.ts'
import type { Format } from './shared/format.ts'

/** GEXF (gexf.net) and GraphML (graphml.graphdrawing.org) whose nodes say what they are, and our own downloads. */
const graph: Format = {
  name: 'graph',
  about:
    'GEXF or GraphML with an attribute that says which nodes are people and which organisations, or our own download',
  extensions: ['gexf', 'graphml'],
  repeatsEntities: true,
  recognises: ({ head }) => /<([\w.-]+:)?(gexf|graphml)[\s>]/.test(head),
  async *read(input, context) {
    const read = await readGraph(input)
    const { nodes, edges, skipped } = read
    if (nodes.length === 0 && edges.length === 0) throw new FileError('has no nodes and no edges')
    for (const [what, count] of skipped)
      context.note(`${input.file}: elements of the kind "${what}" are not read: ${count}`)
    yield* isOwnExport(read) ? exportedRows(read, input.file, context) : graphRows(read, input.file, context)
  },
}
export default graph
