import { MAX_NODES } from '../../picture/kinds/network-picture.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import { countClaims, type Network } from '../../picture/network/network.ts'
import type { Failure } from '../api/failure.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerTo } from '../store/answers.ts'
import { networkCounts, organisationCounts, rowCounts } from '../store/counts.ts'
import type { ExplorerState } from '../store/explorer.ts'
import { encodeLocation } from '../store/location.ts'
import { momentOf } from '../store/moment.ts'
import { momentWords, windowWords } from '../store/moment-words.ts'
import { isMapAnswer, isOverviewLost, isStandInLoading, mainAsk, mapReply } from '../store/required-queries.ts'
import { shownView } from '../store/shown-view.ts'
import { reasonOf, titleOf } from '../store/title.ts'
import { placesIn } from './embed-map.ts'

/** What an embed says around its picture. */
export interface EmbedView {
  title: string
  counts: string
  /** Whether `counts` must not be hidden where there is little room. */
  isCut: boolean
  shows: 'map' | 'picture' | 'table'
  /** Why there is no picture; empty if there is one. */
  notice: string
  failure: Failure | null
  /** The same view on the full page. */
  link: string
  /** What the map shows now, for the host page. */
  shown: { people: number; organisations: number; claims: number }
}

export function embedView(state: ExplorerState, t: Translate, language: Language): EmbedView {
  const { location, shown: network, within } = state
  const moment = momentOf(state)
  const date = moment && momentWords(t, language, moment)
  const window = network && within && windowWords(t, language, { location, network, within })
  const answer = answerTo(state.answers, mainAsk(location))
  const drawn = drawnWords(state, t)
  const failure = isStandInLoading(state) ? null : (answer?.failure ?? null)
  const map = mapReply(state)
  const view = shownView(state)
  const isMap = !map || (isMapAnswer(map) && view !== 'picture' && view !== 'table')
  const known = isMap ? (network?.nodes.size ?? null) : (answer?.reply?.rows.length ?? 0)
  return {
    // The numbers of the moment are those of the map; pictures and tables have their own.
    title: [titleOf(t, language, { ...state, reply: answer?.reply }), isMap && window, isMap && date]
      .filter(Boolean)
      .join(' — '),
    counts: countsOf(state, drawn, t, language),
    isCut: answer?.reply?.truncated || isOverviewLost(state) || drawn.length > 0,
    shows: isMap ? 'map' : view === 'table' ? 'table' : 'picture',
    notice: noticeOf(failure, known, t, language),
    failure: known ? null : failure,
    link: `/${encodeLocation(location)}`,
    shown: {
      people: ofKind(within ?? network, 'person'),
      organisations: ofKind(within ?? network, 'organisation'),
      claims: network ? countClaims(within ?? network) : 0,
    },
  }
}

const ofKind = (network: Network | null, kind: string): number =>
  [...(network?.nodes.values() ?? [])].filter(node => node.kind === kind).length

function countsOf(state: ExplorerState, drawn: string[], t: Translate, language: Language): string {
  const network = momentOf(state)?.present ?? state.shown
  const map = mapReply(state)
  const { reply, failure } = answerTo(state.answers, mainAsk(state.location)) ?? {}
  const cut = reply?.truncated ? [t('counts.cut', { shown: reply.rows.length, total: reply.total ?? '?' })] : []
  if (reply && map && !isMapAnswer(map)) return [...rowCounts(t, reply), ...cut].join(' · ')
  if (!network) return ''
  if (reply && hasMoves(network)) return organisationCounts(t, reply)
  const lost = isOverviewLost(state) ? [t('error.overview', { message: reasonOf(t, language, failure) })] : []
  return [...networkCounts(t, network), ...drawn, ...cut, ...lost].join(' · ')
}

/** How many nodes have room, if not all have. */
function drawnWords(state: ExplorerState, t: Translate): string[] {
  const all = state.shown?.nodes ?? new Map()
  if (all.size <= MAX_NODES) return []
  const { positions } = placesIn(state)
  const shown = [...all.keys()].filter(id => positions.has(id)).length
  return shown < all.size ? [t('embed.drawn', { shown, total: all.size })] : []
}

/** `known` is the number of nodes or rows; null before there are any. */
function noticeOf(failure: Failure | null, known: number | null, t: Translate, language: Language): string {
  if (failure && !known) return reasonOf(t, language, failure)
  if (known === null) return t('loading')
  return known === 0 ? t('nothing.title') : ''
}
