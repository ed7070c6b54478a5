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
