/** Redraws the timelines of docs/time.md from their claims: `node --import tsx test/docs/redraw.ts`. */
import { redraw } from './timeline.ts'

const { blocks, same } = await redraw('docs/time.md')
console.log(`docs/time.md: ${blocks} timelines, ${same ? 'all as they were' : 'drawn anew'}`)
