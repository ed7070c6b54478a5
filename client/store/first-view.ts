import { type Answers, answerTo } from './answers.ts'
import { changeLocation, DEFAULT_QUERY, emptyLocation, type Location } from './location.ts'
import { mainAsk } from './required-queries.ts'

/** The question that a page shows first if the overview is large. */
export const FIRST_VIEW = 'organisation-flows'

/** The most connected pairs of an overview that a page opens with: it draws 2,000 of them, so beyond twice as many, most are missing. */
export const MOST_PAIRS = 4_000

/**
 * The location to show: that of a page opened without a question becomes the largest organisations if the answer says that the overview
 * is large. A URL that names the overview, or a part of its map, shows the overview.
 */
export function firstView(location: Location, answers: Answers): Location {
  const { query, everyone, params, select, expand, camera } = location
  const isOfOverview = everyone || select?.length || expand.length > 0 || camera || Object.keys(params).length > 0
  if (query !== DEFAULT_QUERY || isOfOverview || !isLarge(answers)) return location
  return changeLocation(location, { query: FIRST_VIEW })
}

/** The overview with its usual limit. Its answer is kept, because it says whether the network is large. */
export const OVERVIEW = mainAsk(emptyLocation())

/** Whether the overview is known to be large. */
export const isLarge = (answers: Answers): boolean => (answerTo(answers, OVERVIEW)?.reply?.total ?? 0) > MOST_PAIRS

/** The limit of the first view after asking for more, up to the most that the question allows. */
export const moreOrganisations = (shown: number): number => Math.min(MOST_ORGANISATIONS, 2 * shown)
export const MOST_ORGANISATIONS = 500
