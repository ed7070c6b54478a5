import type { Query } from '../../cypher/query.ts'

/** All questions of the contract; the folder is the registry. */
const modules = import.meta.glob<Query>('../../cypher/read/*.ts', { eager: true, import: 'default' })

export const questions: ReadonlyMap<string, Query> = new Map(Object.values(modules).map(query => [query.name, query]))

/** Names of the parameters of a question. */
export const paramsOf = (name: string): string[] => Object.keys(questions.get(name)?.params.shape ?? {})
