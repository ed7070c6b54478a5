import { stringify } from 'yaml'
import type { Input } from '../files/input.ts'
import { type Chosen, chooseList } from './document-lists.ts'
import { previewRows } from './preview.ts'

/**
 * Proposes a mapping for a file from its header and rows, with remarks to check and the claims of the first rows in
 * words.
 * @throws {FileError} if the file has no rows or columns
 */
export async function proposeMapping(input: Input): Promise<string> {
  const chosen = await chooseList(input)
  const { proposal, columns, list, each, rows } = chosen
  const where = { ...(chosen.others.length > 0 && list), ...(each !== undefined && { each }) }
  const { rows: _, ...body } = proposal.body
  const mapping = { ...(Object.keys(where).length > 0 && { rows: where }), ...body }
  const yaml = stringify(mapping, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false })
  const remarks = [...othersOf(chosen), ...proposal.remarks]
  const sentences = await previewRows(yaml, rows)
  return [
    `# Draft mapping for ${oneLine(input.name)}. Review it, then:`,
    `#   npm run load -- --map mapping.yaml ${oneLine(input.name)}`,
    '# The syntax of mappings: docs/mapping.md',
    '#',
    '# The columns, with values of the first rows:',
    ...columns.slice(0, 60).map(({ name, texts }) => `#   ${oneLine(name)}: ${shown(texts)}`),
    ...section(
      'To do:',
      remarks.map(remark => `- ${remark}`),
    ),
    '',
    yaml.trimEnd(),
    ...section('What this mapping reads from the first rows:', sentences),
    '',
  ].join('\n')
}

const section = (title: string, lines: string[]) =>
  lines.length > 0 ? ['#', `# ${title}`, ...lines.map(line => `#   ${oneLine(line)}`)] : []

function othersOf({ list, others }: Chosen): string[] {
  if (others.length === 0) return []
  const nameOf = ({ path, sheet }: Chosen['list']) => `"${sheet ?? (path || 'the whole document')}"`
  const [what, key] = list.sheet === undefined ? ['lists', 'path'] : ['sheets', 'sheet']
  return [
    `the file has several ${what}: ${nameOf(list)} is read (rows.${key}), and not ${others.slice(0, 20).map(nameOf).join(', ')}`,
  ]
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500)
const shown = (texts: string[]) =>
  texts
    .slice(0, 3)
    .map(text => oneLine(text).slice(0, 40))
    .join(' | ')
