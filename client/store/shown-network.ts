import { type ClaimsOfLine, filterNetwork, type LineClaims } from '../../picture/network/filter.ts'
import { edgeId, type Network } from '../../picture/network/network.ts'
import { inBoth, withoutHidden } from '../../picture/network/shown-part.ts'
import { isSame } from './is-same.ts'
import type { Location } from './location.ts'

export interface Visible {
  /** The network without what is hidden one by one, before any filter. */
  unfiltered: Network | null
  /** What passes the filters too. */
  shown: Network | null
  /** The part of that in the window; null without a window. */
  within: Network | null
}

/** The parts of the network and of its window that the reader sees; the same objects as long as the facts are the same. */
export function shownReader() {
  let last: { key: unknown[]; visible: Visible } | null = null
  return (
    { network, within }: { network: Network | null; within: Network | null },
    { hidden, near, filters }: Pick<Location, 'hidden' | 'near' | 'filters'>,
    claims: LineClaims | null,
  ): Visible => {
    if (!network) return { unfiltered: null, shown: null, within: null }
    const key = [network, within, near, filters, claims, ...hidden]
    if (last && isSame(last.key, key)) return last.visible
    const unfiltered = withoutHidden(network, hidden, near)
    const shown = filterNetwork(unfiltered, filters, claims)
    const visible = { unfiltered, shown, within: within && (shown === network ? within : inBoth(within, shown)) }
    last = { key, visible }
    return visible
  }
}

/** A row of `line-claims`. */
export interface LineRow extends ClaimsOfLine {
  subject: { id: string }
  object: { id: string }
}

export const readLineClaims = (rows: readonly LineRow[]): LineClaims =>
  new Map(rows.map(row => [edgeId(row.subject.id, row.object.id), row]))
