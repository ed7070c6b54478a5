import type { Network } from '../../picture/network/network.ts'
import type { Failure } from '../api/failure.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Location } from './location.ts'

const NAMED = ['overview', 'around', 'who-left', 'where-they-went', 'career']

/** The title of the map, with the name of its subject. */
export function titleOf(t: Translate, { query, params }: Location, network: Network | null): string {
  const about = params.node ?? params.organisation ?? params.person ?? ''
  const name = network?.nodes.get(about)?.name ?? about
  return NAMED.includes(query) ? t(`question.${query}`, { name }) : t('question.other', { name: query })
}

/** Why a query failed: the server's message, if there is one. */
export const reasonOf = (t: Translate, failure: Failure | null | undefined): string =>
  failure?.message || t(failure?.code === 'unreachable' ? 'error.unreachable' : 'error.unreadable')
