import overview from '../../cypher/read/overview.ts'
import { askFor } from '../api/asks.ts'
import { type Answers, answerTo } from './answers.ts'
import { changeLocation, DEFAULT_QUERY, emptyLocation, type Location } from './location.ts'
import { mainAsk } from './required-queries.ts'

/** The question that a page shows first if the overview is large. */
export const FIRST_VIEW = 'organisation-flows'

/** The most connected pairs of an overview that a page opens with: it draws 2,000 of them, so beyond twice as many, most are missing. */
export const MOST_PAIRS = 4_000

/** Asks only how many pairs the overview has. */
export const OVERVIEW_SIZE = askFor(overview, { limit: 1 })
const OVERVIEW = mainAsk(emptyLocation())

/**
 * The location to show: that of a page opened without a question becomes the largest organisations if the overview is known to be large.
 * A URL that names the overview, or a part of its map, shows the overview.
 */
export const firstView = (location: Location, answers: Answers): Location =>
  isOpened(location) && isLarge(answers) ? changeLocation(location, { query: FIRST_VIEW }) : location

/** Whether the first view waits for the size of the overview. If that is refused, the overview itself says why. */
export const isUndecided = (location: Location, answers: Answers): boolean =>
  isOpened(location) && !sizeReply(answers) && !answerTo(answers, OVERVIEW_SIZE)?.failure

/** Whether the overview is known to be large. */
export const isLarge = (answers: Answers): boolean => (sizeReply(answers)?.total ?? 0) > MOST_PAIRS

const isOpened = ({ query, everyone, params, select, expand, camera }: Location): boolean =>
  query === DEFAULT_QUERY &&
  !everyone &&
  !select?.length &&
  expand.length === 0 &&
  camera === null &&
  Object.keys(params).length === 0

const sizeReply = (answers: Answers) =>
  answerTo(answers, OVERVIEW_SIZE)?.reply ?? answerTo(answers, OVERVIEW)?.reply ?? null

/** The limit of the first view after asking for more, up to the most that the question allows. */
export const moreOrganisations = (shown: number): number => Math.min(MOST_ORGANISATIONS, 2 * shown)
export const MOST_ORGANISATIONS = 500
