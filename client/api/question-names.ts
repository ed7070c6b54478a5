import type { Query } from '../../cypher/query.ts'

/** The questions that the contract holds: the folder is the registry. */
const modules = import.meta.glob<Query>('../../cypher/read/*.ts', { eager: true, import: 'default' })

export const questions: ReadonlyMap<string, Query> = new Map(Object.values(modules).map(query => [query.name, query]))

/** Names of the parameters that a question takes. */
export const paramsOf = (name: string): string[] => Object.keys(questions.get(name)?.params.shape ?? {})
