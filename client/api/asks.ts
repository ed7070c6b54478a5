import type { z } from 'zod'
import type { AnyRow, Query } from '../../cypher/query.ts'

/** A question with its parameters. Its answer is read by `row`, the definition of its rows. */
export interface Ask<RowSchema extends z.ZodType = z.ZodType<AnyRow>> {
  name: string
  params: Record<string, string>
  row: RowSchema
}

export const askFor = <Params extends z.ZodObject, RowSchema extends z.ZodObject>(
  { name, row }: Query<Params, RowSchema>,
  params: z.input<Params>,
): Ask<RowSchema> => ({ name, params: urlParams(params), row })

/** Parameters as text, without those that are not given. */
export const urlParams = (params: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  )

/** The path of the question's answer, with `/` at its beginning. */
export const pathOf = ({ name, params }: Pick<Ask, 'name' | 'params'>): string =>
  `/api/queries/${encodeURIComponent(name)}?${new URLSearchParams(params)}`
