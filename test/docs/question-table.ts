import type { Questions } from '../../server/db/cypher-files.ts'

/** The table of questions in README.md, between two comments. `npm run docs` writes it. */

const BEGIN = '<!-- Questions: `npm run docs` writes this table from cypher/read/. -->'
const END = '<!-- End of questions. -->'

export const questionRows = (questions: Questions): string[] =>
  [...questions.values()].map(({ name, question, params }) => {
    const takes = Object.keys(params.shape).map(param => `\`${param}\``)
    return `| \`${name}\` | ${inCell(question)} | ${takes.join(', ')} |`
  })

/** The text with the table of these questions. */
export function withTable(text: string, questions: Questions): string {
  const { before, after } = around(text)
  const head = ['| name | question | parameters |', '| --- | --- | --- |']
  return [before + BEGIN, '', ...head, ...questionRows(questions), '', END + after].join('\n')
}

/** The rows of the table in a text. */
export const rowsIn = (text: string): string[] =>
  around(text)
    .table.split('\n')
    .filter(line => line.startsWith('| `'))

function around(text: string): { before: string; table: string; after: string } {
  const [before, rest] = text.split(BEGIN)
  const [table, after] = rest?.split(END) ?? []
  if (before === undefined || table === undefined || after === undefined)
    throw new Error(`README.md lacks a line for the table of questions: ${BEGIN} or ${END}`)
  return { before, table, after }
}

const inCell = (text: string) => text.replaceAll('|', '\\|')
