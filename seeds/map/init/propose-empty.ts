import { isNowhere, isOngoing, isPlaceholderName, looksLikeDate, meansEmpty } from './column-values.ts'
import type { Table } from './sample-table.ts'

const MOST = 40

/** Texts without meaning in the used columns: "unknown", and in date columns text such as "still in office". */
export function emptyTexts(
  table: Table,
  { people, organisations }: { people: readonly string[]; organisations: readonly string[] },
  dated: readonly string[],
): string[] {
  const names = new Set([...people, ...organisations])
  const ofPeople = people.flatMap(column => textsOf(table, column))
  const ofOrganisations = organisations.flatMap(column => textsOf(table, column))
  const nothing = [
    ...ofPeople.filter(isPlaceholderName),
    ...ofOrganisations.filter(text => (meansEmpty(text) || isNowhere(text)) && !ofPeople.includes(text)),
  ]
  const said = new Set([...ofPeople, ...ofOrganisations])
  const isName = (text: string) => said.has(text) && !nothing.includes(text)
  const elsewhere = table.columns
    .filter(({ kind, name }) => !names.has(name) && ['role', 'reason', 'alias', 'source'].includes(kind))
    .flatMap(({ texts }) => texts.filter(text => meansEmpty(text) && !isName(text)))
  const noDates = dated
    .flatMap(column => textsOf(table, column))
    .filter(text => meansEmpty(text) || isOngoing(text) || (!/\d/.test(text) && !looksLikeDate(text)))
    .filter(text => !isName(text))
  return [...new Set([...nothing, ...elsewhere, ...noDates])].slice(0, MOST)
}

const textsOf = (table: Table, name: string) => table.columns.find(column => column.name === name)?.texts ?? []
