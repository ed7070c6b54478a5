import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'rules-version', row: z.object({ mark: z.string() }) })
