import { z } from 'zod'
import { DaySchema, ORGANISATION_TYPES } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'descriptions',
  title: 'Names and descriptions',
  question: 'Which names, types, dates and notes do sources give for a person or an organisation?',
  params: z.object({
    node: NodeParam,
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    of: RefSchema.describe('The person or organisation, or one that was merged into it.'),
    name: z.string().nullable(),
    aliases: z.array(z.string()),
    type: z.enum(ORGANISATION_TYPES).nullable().describe('Of an organisation.'),
    ended: z.string().nullable().describe('When the person died or the organisation was dissolved, as written.'),
    note: z.string().nullable(),
    corrects: z.boolean().describe('Whether it takes the place of what was said before.'),
    source: EvidenceSchema.shape.source
      .nullable()
      .describe('Null where no source is named; then the load stands for it.'),
    load: z.int().describe('The number of the load; 0 is before loads were numbered.'),
    recorded: DaySchema.nullable().describe('When it came into this database.'),
    withdrawn: DaySchema.nullable().describe('When its load was undone; null where it stands.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'ever' },
  counted: true,
})
