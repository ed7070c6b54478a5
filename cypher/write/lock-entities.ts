import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'lock-entities', row: z.object({ run: z.literal('entities') }) })
