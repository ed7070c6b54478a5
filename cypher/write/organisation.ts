import { z } from 'zod'
import { OrganisationSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'organisation', row: OrganisationSchema.extend({ search: z.array(z.string()) }) })
