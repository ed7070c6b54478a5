import type { Network } from '../../picture/network/network.ts'
import { inBoth, withoutHidden } from '../../picture/network/shown-part.ts'
import { isSame } from './is-same.ts'
import type { Location } from './location.ts'

export interface Visible {
  shown: Network | null
  within: Network | null
}

/** The parts of the network and of its window that the reader sees; the same objects as long as the facts are the same. */
export function shownReader() {
  let last: { key: unknown[]; visible: Visible } | null = null
  return (network: Network | null, within: Network | null, { hidden, near }: Location): Visible => {
    if (!network) return { shown: null, within }
    const key = [network, within, near, ...hidden]
    if (last && isSame(last.key, key)) return last.visible
    const shown = withoutHidden(network, hidden, near)
    const visible = { shown, within: within && (shown === network ? within : inBoth(within, shown)) }
    last = { key, visible }
    return visible
  }
}
