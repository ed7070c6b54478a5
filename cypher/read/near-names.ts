import { z } from 'zod'
import { limitParam, NearTextParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import search from './search.ts'

/** For a misspelt name that `search` does not find: any word of a name, with up to two wrong letters. */
export default defineQuery({
  name: 'near-names',
  title: 'Near names',
  question: 'Which people and organisations have a similar name?',
  params: z.object({ text: NearTextParam, limit: limitParam(5, 200) }),
  row: search.row,
  example: { text: 'Lilian Wang' },
  counted: true,
  zh: {
    title: '相近的名称',
    question: '哪些人物与机构的名称与此相近？',
  },
})
