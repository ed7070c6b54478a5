import type { NodeKind } from '../../picture/network/network.ts'
import { PAGE_COLOURS } from '../style/theme.ts'

/** The shape of a node on the map. */
export function NodeIcon({ kind }: { kind: NodeKind }) {
  const fill = PAGE_COLOURS.nodes[kind]
  return (
    <svg className="mark" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {kind !== 'organisation' ? (
        <circle cx="6" cy="6" r="5" fill={fill} />
      ) : (
        <rect x="1" y="1" width="10" height="10" fill={fill} />
      )}
    </svg>
  )
}
