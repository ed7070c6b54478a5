import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'edges-undone', row: z.object({ load: z.int() }) })
