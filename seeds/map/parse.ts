import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { orKnown } from '../lib/did-you-mean.ts'
import type { Diagnostic } from '../tables/diagnostic.ts'
import { knownKeys, MappingSchema, type MappingText } from './mapping-schema.ts'

type Path = readonly PropertyKey[]

/** The text of a mapping, and a function that locates faults in it. */
export interface ParsedMapping {
  text: MappingText
  fault(path: Path, message: string, warning?: boolean): Diagnostic
}

/** Parses and checks the YAML without reading the mapped file. Every fault has a line and column of the YAML. */
export function parseMapping(file: string, yaml: string): { mapping?: ParsedMapping; problems: Diagnostic[] } {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0])
        return { file, line, column: `(column ${col})`, message: `is not YAML: ${message.slice(0, 200)}`, whole: true }
      }),
    }

  const fault = (path: Path, message: string, warning?: boolean): Diagnostic => {
    const { line, col } = lines.linePos(offsetOf(path))
    return {
      file,
      line,
      column: `${describePath(path)} (column ${col})`.trim(),
      message,
      whole: true,
      ...(warning && { warning }),
    }
  }
  const { data, error } = MappingSchema.safeParse(contentOf(document) ?? {})
  const problems = (error?.issues ?? []).flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => {
          const known = knownKeys(issue.path)
          return fault([...issue.path, key], `is unknown here${orKnown(key, 'Known', known)}`)
        })
      : [fault(issue.path, issue.message)],
  )
  if (data && data.claims.length === 0 && data.organisations.length === 0 && data.people.length === 0)
    problems.push(fault([], 'produces no rows; write people, organisations, sources and claims'))
  return { mapping: data && { text: data as unknown as MappingText, fault }, problems }

  /** The offset of the closest existing part of the path: a single value is read as a list of one. */
  function offsetOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const around = document.getIn(path.slice(0, length - 1), true)
      const last = path[length - 1]
      const key = isMap(around) ? around.items.find(({ key }) => isScalar(key) && key.value === last)?.key : undefined
      if (isNode(key) && key.range) return key.range[0]
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return document.contents?.range?.[0] ?? 0
  }
}

/** The library throws if aliases multiply the content. */
function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    return 'aliases'
  }
}

/** For example `claims[1].on`. */
const describePath = (path: Path): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part + 1}]` : `${at > 0 ? '.' : ''}${String(part)}`)).join('')
