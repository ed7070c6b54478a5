import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'undo-begun', row: z.object({ number: z.int(), keepNeeded: z.boolean() }) })
