import { TIMEOUT_MS } from '../../../server/db/bookmark.ts'

/** What is asked while something goes wrong: short and long answers about the sample, in every format that a program reads. */
export const ASKED = [
  'api/queries/career?person=ilya-sutskever',
  'api/queries/who-left?organisation=openai&limit=50',
  'api/queries/around?node=openai',
  'api/queries/where-they-went.ndjson?organisation=openai',
  'api/queries/overview',
  'api/queries/career?person=mira-murati',
  'api/queries/sources.ndjson',
]

/** The longest time of an answer: the limit of a question and a second. */
export const WITHIN_MS = TIMEOUT_MS + 1_000
