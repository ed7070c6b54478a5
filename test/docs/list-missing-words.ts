/** `npm run words`: lists what questions say in English only. */
import { missingWords } from '../../cypher/words/missing-words.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'

const questions = [...(await readQuestions()).values()]
const lacking = questions.flatMap(question => {
  const missing = missingWords(question, 'zh')
  return missing.length > 0 ? [{ name: question.name, missing }] : []
})
for (const { name, missing } of lacking) {
  console.log(`cypher/read/${name}.ts lacks Chinese words (shown in English):`)
  for (const word of missing) console.log(`  ${word}`)
}
console.log(`${questions.length - lacking.length} of ${questions.length} questions have all their Chinese words.`)
