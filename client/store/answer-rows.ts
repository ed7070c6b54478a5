import type { AnyRow, Query } from '../../cypher/query.ts'
import type { Reply } from '../../cypher/wire.ts'
import type { Network } from '../../picture/network/network.ts'
import { questions } from '../api/question-names.ts'
import { listsRelationships } from '../table/column-names.ts'
import { relationshipRows } from '../table/relationship-rows.ts'
import { atDates, type StatesAtDate } from '../table/states-at-date.ts'
import type { Location } from './location.ts'
import { isMapAnswer } from './required-queries.ts'
import { mapRowStates, rowStates } from './rows-as-of.ts'

/** The rows of an answer as a table shows them: those of the reply, or the relationships of a map. */
export interface AnswerRows {
  rows: readonly AnyRow[]
  /** Defines the columns; undefined for a map, whose columns are those of the rows. */
  question: Query | undefined
  /** What each row is at each chosen date, in their order; empty without a date, or if the rows have no dates. */
  states: readonly StatesAtDate[]
}

/** The rows of the last maps: a table keeps its cells while the date moves. */
const mapRows = new WeakMap<Network, AnyRow[]>()

/** `dates` are the dates of the rows, as written. */
export function answerRows(
  reply: Reply,
  { query }: Pick<Location, 'query'>,
  network: Network | null,
  dates: readonly string[],
): AnswerRows {
  const question = questions.get(query)
  if (network && listsRelationships(question) && isMapAnswer(reply)) {
    const rows = mapRows.get(network) ?? relationshipRows(network)
    mapRows.set(network, rows)
    return { rows, question: undefined, states: atDates(dates, date => mapRowStates(network, date)) }
  }
  return { rows: reply.rows, question, states: atDates(dates, date => rowStates(reply.rows, question, date)) }
}
