import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Input } from '../files/input.ts'
import { openWorkbook } from '../files/workbook.ts'
import { pathsOf, sparqlVariables } from './document-records.ts'
import { isLines, isWorkbook, type RowsWanted } from './records.ts'

/**
 * The lists in a file: paths in a JSON or YAML document, or sheets of a workbook. Other files have one unnamed list.
 * Hidden sheets are included only on request.
 */
export async function listsIn(input: Input): Promise<Pick<RowsWanted, 'path' | 'sheet'>[]> {
  const { extension } = input
  if (isWorkbook(input)) {
    const { sheets } = openWorkbook(await input.bytes())
    const visible = sheets.filter(({ hidden }) => !hidden)
    const named = input.workbook?.sheets ?? (visible.length > 0 ? visible : sheets).map(({ name }) => name)
    return named.map(sheet => ({ sheet }))
  }
  if (extension === 'json' && !isLines(input)) {
    const document = await input.text()
    return sparqlVariables(document) ? [{}] : [...pathsOf(document)].map(path => ({ path }))
  }
  if (extension === 'yaml' || extension === 'yml') return yamlPaths(await input.text()).map(path => ({ path }))
  return [{}]
}

/** Paths of lists of maps in a YAML document, at most two keys deep. */
function yamlPaths(yaml: string): string[] {
  const { contents } = parseDocument(yaml, { prettyErrors: false })
  const below = (node: unknown, path: string[]): string[] => {
    if (isSeq(node)) return node.items.some(item => isMap(item)) ? [path.join('.')] : []
    if (!isMap(node) || path.length > 1) return []
    return node.items.flatMap(({ key, value }) => below(value, [...path, isScalar(key) ? String(key.value) : '']))
  }
  const paths = below(contents, [])
  return paths.length > 0 ? paths : ['']
}
