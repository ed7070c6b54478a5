import type { Column } from './columns.ts'
import { type Entity, idOf, of } from './propose-entities.ts'
import type { Table } from './sample-table.ts'

/** A table of network nodes: people and organisations in one list, without claims. */
export interface Nodes {
  entity: Entity
  label: Column
  people: string[]
  organisations: string[]
}

const PEOPLE = /^(:?person|people|persons|human|individual|employee|player|politician|personne|persona|人物?|人员)$/i
const ORGANISATIONS =
  /^(:?org|organi[sz]ations?|compan(y|ies)|clubs?|teams?|employers?|universit(y|ies)|institutions?|firms?|agency|unternehmen|entreprise|empresa|公司|机构|组织)$/i

/** Undefined if no column distinguishes people from organisations. */
export function findNodes(table: Table): Nodes | undefined {
  const filled = table.columns.filter(({ texts }) => texts.length > 0)
  const label = filled.find(
    ({ words, texts }) =>
      /^(label|type|kind|category|node type|element type|schema|primary ext)$/.test(words) &&
      texts.some(text => PEOPLE.test(text) || ORGANISATIONS.test(text)),
  )
  const ids = filled.find(({ words }) => /(^| )id( |$)/.test(words))
  const name = filled.find(
    column => column !== label && column !== ids && /^(name|label|title|caption)( string)?$/.test(column.words),
  )
  const hasDates = filled.some(({ kind }) => ['start', 'end', 'organisation', 'previous', 'next'].includes(kind))
  if (!label || !name || hasDates) return undefined
  const id = ids ? idOf(ids, table) : of(name.name, '|slug')
  return {
    entity: { id, name: of(name.name), given: name.name, column: name },
    label,
    people: label.texts.filter(text => PEOPLE.test(text)),
    organisations: label.texts.filter(text => ORGANISATIONS.test(text)),
  }
}
