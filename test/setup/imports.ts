import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { DirectedGraph } from 'graphology'
import { stronglyConnectedComponents } from 'graphology-components'
import { parseSync } from 'vite'

/** Which TypeScript file imports which other, as paths from `root`; imports of types and dynamic imports count as well. */
export async function readImports(root: string, parts: string[]): Promise<DirectedGraph> {
  const graph = new DirectedGraph()
  for (const file of await sourceFiles(root, parts)) {
    graph.mergeNode(file)
    for (const target of importsOf(file, await readFile(join(root, file), 'utf8')))
      if (file !== target) graph.mergeEdge(file, target)
  }
  return graph
}

async function sourceFiles(root: string, parts: string[]): Promise<string[]> {
  const files: string[] = []
  for (const part of parts) {
    if (part.endsWith('.ts')) files.push(part)
    else
      for (const entry of await readdir(join(root, part), { recursive: true, withFileTypes: true }))
        if (entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
          files.push(join(part, entry.parentPath.slice(join(root, part).length), entry.name))
  }
  return files.sort()
}

function importsOf(file: string, text: string): string[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const { staticImports, staticExports, dynamicImports } = module
  const names = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ]
  return names.filter(name => name?.startsWith('.')).map(name => normalize(join(dirname(file), name ?? '')))
}

/** The same graph of folders: an edge where a file of one imports a file of another. */
export function byFolder(files: DirectedGraph): DirectedGraph {
  const folders = new DirectedGraph()
  files.forEachNode(file => folders.mergeNode(dirname(file)))
  files.forEachEdge((_edge, _attributes, from, to) => {
    if (dirname(from) !== dirname(to)) folders.mergeEdge(dirname(from), dirname(to))
  })
  return folders
}

/** Every set of nodes that reach each other, sorted. */
export const cyclesOf = (graph: DirectedGraph): string[][] =>
  stronglyConnectedComponents(graph)
    .filter(({ length }) => length > 1)
    .map(nodes => nodes.sort())
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
