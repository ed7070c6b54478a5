import type { Driver } from '../../server/db/connect.ts'
import { pages } from '../export/pages.ts'
import type { NumberedGraph } from './place-graph.ts'

/** The whole graph without merged nodes: ids in the order of their numbers. */
export interface WholeGraph extends NumberedGraph {
  ids: { people: string[]; organisations: string[] }
}

interface Row {
  id: string
  neighbours: string[]
}

/** Reads people and organisations, and the pairs that a relationship connects. */
export async function readWholeGraph(driver: Driver, signal?: AbortSignal): Promise<WholeGraph> {
  const people = await readAll(driver, 'layout-people', signal)
  const organisations = await readAll(driver, 'layout-organisations', signal)
  const numbers = new Map(organisations.map(({ id }, at) => [id, people.length + at]))
  const lines = [people, organisations].flatMap((rows, part) =>
    rows.flatMap(({ neighbours }, at) =>
      neighbours.flatMap(id => {
        const number = numbers.get(id)
        return number === undefined ? [] : [part * people.length + at, number]
      }),
    ),
  )
  return {
    people: people.length,
    organisations: organisations.length,
    lines: Uint32Array.from(lines),
    ids: { people: people.map(({ id }) => id), organisations: organisations.map(({ id }) => id) },
  }
}

async function readAll(driver: Driver, lookup: string, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of pages<Row>(driver, lookup, signal)) for (const row of page) rows.push(row)
  return rows
}
