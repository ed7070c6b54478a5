import { useState } from 'react'
import { edgesByNode, type NetworkNode, otherEnd } from '../../picture/network/network.ts'
import { momentOf } from '../store/moment.ts'
import { useExplorerState, useStateLink, useWords } from './context.ts'
import { NodeActions } from './NodeActions.tsx'
import { lineWords } from './spoken.ts'

/** What the map shows of a node, in the list: its lines, and what can be done with it there. */
export function EntryDetails({ node }: { node: NetworkNode }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="entry-details" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('list.detailsOf', { name: node.name })}>{t('list.details')}</summary>
      {isOpen && (
        <>
          <NodeActions node={node} />
          <Lines id={node.id} />
        </>
      )}
    </details>
  )
}

function Lines({ id }: { id: string }) {
  const { t } = useWords()
  const link = useStateLink()
  const network = useExplorerState(state => state.shown)
  const moment = useExplorerState(momentOf)
  if (!network) return null
  return (
    <ul>
      {(edgesByNode(network).get(id) ?? []).map(edge => {
        const other = otherEnd(edge, id)
        return (
          <li key={edge.id}>
            {lineWords(t, edge, moment?.meanings ?? null) ?? t('spoken.absent')}{' '}
            <a {...link({ select: [id, other] })}>{network.nodes.get(other)?.name ?? other}</a>
          </li>
        )
      })}
    </ul>
  )
}
