import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'source-counts-outdated', row: z.object({}) })
