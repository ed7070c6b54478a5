import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'forms-version', row: z.object({ version: z.string() }) })
