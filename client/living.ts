import './no-eval.ts'

/** What `embed.ts` loads when a reader touches the map. */
export { mountLivingEmbed } from './embed/living-embed.ts'
