import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { ORGANISATION_TYPES } from '../model.ts'
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
    type: z.enum(ORGANISATION_TYPES).nullable().describe('Type of an organisation.'),
    ended: z.string().nullable().describe('When the person died or the organisation was dissolved, as written.'),
    note: z.string().nullable(),
    corrects: z.boolean().describe('Whether it replaces earlier descriptions.'),
    source: EvidenceSchema.shape.source
      .nullable()
      .describe('The source; null if none was named, in which case the load is the origin.'),
    load: z.int().describe('Number of the load; 0 for loads before numbering began.'),
    recorded: DaySchema.nullable().describe('Day on which it was loaded into this database.'),
    withdrawn: DaySchema.nullable().describe('Day on which its load was undone; null if the description is active.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'ever' },
  counted: true,
  zh: {
    title: '名称与说明',
    question: '各来源给某个人物或机构什么名称、类型、日期与备注？',
    labels: {
      of: '对象',
      ended: '去世或解散日期',
      corrects: '是否为更正',
      load: '载入编号',
    },
  },
})
