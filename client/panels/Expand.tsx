import { edgesByNode } from '../../picture/network/network.ts'
import { answerTo } from '../store/answers.ts'
import { expandAsk } from '../store/expansion.ts'
import { reasonOf } from '../store/title.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'

/** Adds the neighbourhood of a node to the map or removes it, and shows how much of it is on the map. */
export function Expand({ id, name }: { id: string; name: string }) {
  const { t, language } = useWords()
  const explorer = useExplorer()
  const on = useExplorerState(state => state.location.expand.includes(id))
  const answer = useExplorerState(state => answerTo(state.answers, expandAsk(id)))
  return (
    <span className="expand">
      <button
        type="button"
        className="button"
        aria-pressed={on}
        aria-keyshortcuts="e"
        title={t(on ? 'expand.offHelp' : 'expand.help', { name })}
        onClick={() => explorer.expand(id, !on)}
      >
        {t(on ? 'expand.off' : 'expand.on')} <kbd>e</kbd>
      </button>
      <span className="quiet" role="status">
        {on && answer?.status === 'loading' && t('expand.loading')}
        {on && answer?.status === 'failed' && t('expand.failed', { message: reasonOf(t, language, answer.failure) })}
        {on && answer?.reply && <Shown shown={answer.reply.rows.length} total={answer.reply.total} />}
        {!on && <OnMap id={id} />}
      </span>
    </span>
  )
}

function Shown({ shown, total = shown }: { shown: number; total?: number | undefined }) {
  const { t } = useWords()
  return shown < total ? t('expand.shown', { shown, total }) : t('expand.all', { count: total })
}

/** Before a node is expanded, only the neighbours on the map can be counted. */
function OnMap({ id }: { id: string }) {
  const { t } = useWords()
  const network = useExplorerState(state => state.network)
  const count = network ? (edgesByNode(network).get(id)?.length ?? 0) : 0
  return t('list.connections', { count })
}
