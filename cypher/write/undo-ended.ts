import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'undo-ended', row: z.object({ number: z.int() }) })
