import type { WholeNetwork } from '../api/network-reply.ts'

/** The lines of every node, without an object for each. */
export interface Neighbours {
  /** Number of lines of a node. */
  degree(node: number): number
  /** Numbers of the lines of a node. */
  linesOf(node: number): Uint32Array
  otherEnd(line: number, node: number): number
}

export function neighboursOf({ nodes, columns: { source, target } }: WholeNetwork): Neighbours {
  const first = new Uint32Array(nodes + 1)
  for (const ends of [source, target]) for (const end of ends) first[end + 1] = (first[end + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node++) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0)
  const lines = new Uint32Array(source.length * 2)
  const next = first.slice()
  for (const ends of [source, target])
    for (let line = 0; line < ends.length; line++) {
      const end = ends[line] ?? 0
      const at = next[end] ?? 0
      lines[at] = line
      next[end] = at + 1
    }
  return {
    degree: node => (first[node + 1] ?? 0) - (first[node] ?? 0),
    linesOf: node => lines.subarray(first[node], first[node + 1]),
    otherEnd: (line, node) => (source[line] === node ? target[line] : source[line]) ?? node,
  }
}
