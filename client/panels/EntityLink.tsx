import type { NodeKind } from '../../picture/network/network.ts'
import { useStateLink } from './context.ts'
import { NodeIcon } from './NodeIcon.tsx'

/** A name that selects its node. */
export function EntityLink({
  id,
  name,
  kind,
  mark = false,
}: {
  id: string
  name: string
  kind: NodeKind
  mark?: boolean
}) {
  const link = useStateLink()
  return (
    <a className="entity" data-kind={kind} {...link({ select: [id], view: 'graph' })}>
      {mark && <NodeIcon kind={kind} />}
      {name}
    </a>
  )
}
