/** `npm run docs`: writes the table of questions in README.md. */
import { readFile, writeFile } from 'node:fs/promises'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { withTable } from './question-table.ts'

const before = await readFile('README.md', 'utf8')
const after = withTable(before, await readQuestions())
if (after !== before) await writeFile('README.md', after)
console.log(`README.md: the table of questions ${after === before ? 'is up to date' : 'was updated'}.`)
