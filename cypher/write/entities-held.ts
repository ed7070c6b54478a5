import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'entities-held', row: z.object({ run: z.literal('entities') }) })
