import type { Failure } from '../api/client.ts'
import type { Network } from '../graph/network.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Location } from './location.ts'

const NAMED = ['overview', 'around', 'who-left', 'where-they-went', 'career']

/** The question behind the picture, in words, with the name of what it is about. */
export function titleOf(t: Translate, { query, params }: Location, network: Network | null): string {
  const about = params.node ?? params.organisation ?? params.person ?? ''
  const name = network?.nodes.get(about)?.name ?? about
  return NAMED.includes(query) ? t(`question.${query}`, { name }) : t('question.other', { name: query })
}

/** Why a question failed: in the server's words, if it sent any. */
export const reasonOf = (t: Translate, failure: Failure | null | undefined): string =>
  failure?.message || t(failure?.code === 'unreachable' ? 'error.unreachable' : 'error.unreadable')
