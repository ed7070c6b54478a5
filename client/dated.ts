import './no-eval.ts'

/** What `embed.ts` loads when a reader or the host chooses a date for a picture or a table. */
export { mountLivingRows } from './embed/living-rows.ts'
