import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'load-begun', row: z.object({ run: z.string() }) })
