import { z } from 'zod'
import { parseDate } from './dates.ts'
import { DateTextSchema, TextSchema } from './fields.ts'
import { nearQuery, searchQuery, wordsQuery } from './names.ts'
import { DATE_TEXT, LIST, TEXT, WORDS } from './param-patterns.ts'
import type { Language } from './query.ts'

/** The vocabulary of parameters: each parses the text of a URL into a Cypher parameter. */

const help = new WeakMap<z.ZodType, Partial<Record<Language, string>>>()

/** The schema with its help in each language. `.describe()` makes a new parameter, whose help is its question's. */
function withHelp<Schema extends z.ZodType>(schema: Schema, texts: { en: string } & Partial<Record<Language, string>>) {
  const described = schema.describe(texts.en)
  help.set(described, texts)
  return described
}

/** The help of a parameter of this file. */
export const sharedHelp = (schema: z.ZodType | undefined, language: Language): string | undefined =>
  schema && help.get(schema)?.[language]

/** The length is that of the text as given, so that the description of the API can state it. */
export const shortText = (what: string) =>
  z
    .string()
    .refine(text => [...text].length <= 500, 'is over 500 characters')
    .pipe(TextSchema)
    .pipe(z.string().min(1, `is empty; give ${what}`))
    .meta(TEXT)

/** A date, as precise as the text says. */
export const DateParam = DateTextSchema.meta(DATE_TEXT)

export const PersonParam = withHelp(shortText('a person'), {
  en: 'A person. Pass an id, or a name or alias that is unique.',
  zh: '人物。填标识，或唯一的名称、别名。',
})
/** A list in one parameter, for URLs and form fields. */
export const PeopleParam = withHelp(
  shortText('two people or more')
    .transform(text =>
      text
        .split(/[,，、]/)
        .map(one => one.trim())
        .filter(one => one !== ''),
    )
    .refine(people => people.length >= 2, 'names one person; give two or more, separated by commas')
    .refine(people => people.length <= 10, 'names more than ten people; give at most ten')
    .meta(LIST),
  {
    en:
      'Two to ten people, separated by commas. Pass ids, or names or aliases that are unique. If a name contains a comma, ' +
      'pass the id.',
    zh: '二至十人，用逗号隔开。填标识，或唯一的名称、别名；名称中有逗号的，请填标识。',
  },
)
export const OrganisationParam = withHelp(shortText('an organisation'), {
  en: 'An organisation. Pass an id, or a name or alias that is unique.',
  zh: '机构。填标识，或唯一的名称、别名。',
})
export const NodeParam = withHelp(shortText('a person or an organisation'), {
  en: 'A person or an organisation. Pass an id, or a name or alias that is unique.',
  zh: '人物或机构。填标识，或唯一的名称、别名。',
})
export const TextParam = withHelp(
  shortText('some text')
    .transform(searchQuery)
    .refine(query => query !== '', 'has no letter or digit to search for')
    .meta(WORDS),
  {
    en: 'A name or part of a name, in any script. The search ranks and counts the 500 closest names.',
    zh: '名称或名称的一部分，不限文字。最接近的 500 个名称参与排序和计数。',
  },
)

export const NearTextParam = withHelp(
  shortText('some text')
    .transform(nearQuery)
    .refine(query => query !== '', 'has no letter or digit to search for')
    .meta(WORDS),
  {
    en: 'A name, in any script. The spelling may be slightly wrong.',
    zh: '名称，不限文字，拼写可以略有出入。',
  },
)

/** Words of a role or a source. */
export const WordsParam = shortText('some text')
  .transform(wordsQuery)
  .refine(query => query !== '', 'has no letter or digit to search for')
  .meta(WORDS)

/** The first day that the text can mean. */
export const FromParam = withHelp(
  DateParam.transform(text => parseDate(text).earliest)
    .nullable()
    .default(null),
  {
    en: 'First day of the window. A month or a year begins with its first day.',
    zh: '期间的第一天；月或年从其第一天算起。',
  },
)

/** The last day that the text can mean. */
export const ToParam = withHelp(
  DateParam.transform(text => parseDate(text).latest)
    .nullable()
    .default(null),
  {
    en: 'Last day of the window. A month or a year ends with its last day.',
    zh: '期间的最后一天；月或年算到其最后一天。',
  },
)

/** The first and the last day that the text can mean, as a map `{earliest, latest}` of days; null if open. */
export const WhenParam = withHelp(
  DateParam.transform(text => {
    const { earliest, latest } = parseDate(text)
    return { earliest, latest }
  }),
  {
    en:
      'A date, as precise as you know it: 2024-05-15, 2024-05, 2023~, 2022/2023. A definite result holds on every day that ' +
      'the date can mean.',
    zh: '日期，知道多细就写多细：2024-05-15、2024-05、2023~、2022/2023。“确定”表示对该日期可能指的每一天都成立。',
  },
)

/** A day that has begun anywhere on earth: no source can report a later one as past. */
const hasCome = (day: string | null) => day === null || Date.parse(day) <= Date.now() + 14 * 3_600_000

/** The last day of observation, up to which open tenures are followed. Null: the newest day of the sources. */
export const AsOfParam = withHelp(
  DateParam.transform(text => parseDate(text).latest)
    .refine(day => day !== null, 'has no last day; give a day, a month or a year')
    .refine(hasCome, 'is in the future; give a day up to today, or leave it out to use the newest day of the sources')
    .nullable()
    .default(null),
  {
    en:
      'The last day of observation. A month or a year ends with its last day. The default is the newest day on which a ' +
      'source of the organisation was published or retrieved.',
    zh: '观察的截止日；月或年算到其最后一天。默认取该机构各来源中最新的发表或取得日期。',
  },
)

export const limitParam = (usual: number, most: number) =>
  withHelp(
    z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(1, 'is under 1')
      .max(most, `is over ${most}`)
      .default(usual),
    { en: `Maximum number of rows, 1 to ${most}.`, zh: `最多返回的行数，1 至 ${most}。` },
  )
