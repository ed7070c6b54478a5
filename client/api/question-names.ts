import { z } from 'zod'
import type { Query } from '../../cypher/query.ts'
import type { Ask } from './asks.ts'

/** All questions of the contract; the folder is the registry. */
const modules = import.meta.glob<Query>('../../cypher/read/*.ts', { eager: true, import: 'default' })

export const questions: ReadonlyMap<string, Query> = new Map(Object.values(modules).map(query => [query.name, query]))

/** Names of the parameters of a question. */
export const paramsOf = (name: string): string[] => Object.keys(questions.get(name)?.params.shape ?? {})

const AnyRowSchema = z.record(z.string(), z.unknown())

/** An ask for a question by name, as a URL has it. The server may have questions that this page lacks: their rows can be anything. */
export const askNamed = (name: string, params: Record<string, string>): Ask => ({
  ...{ name, params },
  row: questions.get(name)?.row ?? AnyRowSchema,
})
