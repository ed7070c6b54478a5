import { z } from 'zod'
import { FromParam, ToParam } from './params.ts'

/** What `around` and `neighbour-counts` share: which neighbours a person or an organisation has. */

export const NEIGHBOUR_KINDS = ['person', 'organisation'] as const
export type NeighbourKind = (typeof NEIGHBOUR_KINDS)[number]

export const NEIGHBOUR_EVENTS = ['joined', 'left', 'present', 'part-of'] as const
export type NeighbourEvent = (typeof NEIGHBOUR_EVENTS)[number]

export const NeighbourKindParam = z.enum(NEIGHBOUR_KINDS).nullable().default(null)

/** Not a window of the map: which neighbours are added, rather than what is faint. */
export const periodParams = {
  eventFrom: FromParam.describe(
    'Only neighbours with an event or a stay that may fall on this day or later. A month or a year begins with its first day.',
  ),
  eventTo: ToParam.describe(
    'Only neighbours with an event or a stay that may fall on this day or earlier. A month or a year ends with its last day.',
  ),
}

export const periodHelp = {
  eventFrom: '只看事件或任职可能在这一天或之后的相邻节点；月或年从其第一天算起。',
  eventTo: '只看事件或任职可能在这一天或之前的相邻节点；月或年算到其最后一天。',
}

export const periodLabels = { eventFrom: '事件自', eventTo: '事件至' }
