import { writeTables } from '../worlds/small.ts'

export type Kind = 'joined' | 'left' | 'present'

/** One row of claims.csv; '' for an empty cell. */
export interface Claim {
  person: string
  organisation: string
  event: Kind
  on: string
  source: string
  status: 'confirmed' | 'reported' | 'rumoured' | 'denied'
  manner: string
  origin: string
  stint: string
  locator: string
}

/** A few people, organisations and sources, with a window for the questions. */
export interface World {
  claims: Claim[]
  from: string
  to: string
  /** The period of departures-over-time that suits the dates. */
  period: 'month' | 'year'
  /** The days of group-exits. */
  days: number
}

export const SOURCES: Readonly<Record<string, string>> = {
  gazette: '2021-03-01',
  herald: '2021-06-01',
  post: '2021-09-01',
}

const COLUMNS = [
  'person',
  'organisation',
  'event',
  'on',
  'source',
  'status',
  'manner',
  'origin',
  'stint',
  'locator',
] as const

export const claimsAsCsv = (claims: Claim[], prefix = ''): string => {
  const cell = (claim: Claim, column: (typeof COLUMNS)[number]) =>
    claim[column] && ['person', 'organisation', 'source', 'origin'].includes(column)
      ? prefix + claim[column]
      : claim[column]
  return [COLUMNS.join(','), ...claims.map(claim => COLUMNS.map(column => cell(claim, column)).join(','))].join('\n')
}

const unique = <T>(values: T[]): T[] => [...new Set(values)]
export const peopleOf = ({ claims }: World): string[] => unique(claims.map(({ person }) => person))
export const organisationsOf = ({ claims }: World): string[] =>
  unique(claims.flatMap(({ organisation, origin }) => (origin === '' ? [organisation] : [organisation, origin])))

/** Writes worlds as tables, with a different id prefix for each, and returns their folder. */
export function writeWorlds(worlds: { world: World; prefix: string }[]): Promise<string> {
  const table = (header: string, lines: (one: World, prefix: string) => string[]) =>
    `${[header, ...worlds.flatMap(({ world, prefix }) => lines(world, prefix))].join('\n')}\n`
  const named = (prefix: string) => (id: string) => `${prefix}${id},${prefix}${id}`
  return writeTables({
    'people.csv': table('id,name', (world, prefix) => peopleOf(world).map(named(prefix))),
    'organisations.csv': table('id,name,type', (world, prefix) =>
      organisationsOf(world).map(id => `${named(prefix)(id)},company`),
    ),
    'sources.csv': table('id,title,published', (_, prefix) =>
      Object.entries(SOURCES).map(([id, published]) => `${named(prefix)(id)},${published}`),
    ),
    'claims.csv': table(COLUMNS.join(','), ({ claims }, prefix) => claimsAsCsv(claims, prefix).split('\n').slice(1)),
  })
}
