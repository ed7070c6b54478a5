import type { NetworkNode } from '../../picture/network/network.ts'
import { MAX_HIDDEN, MAX_PINNED } from '../store/location.ts'
import { useExplorer, useExplorerState, useWords } from './context.ts'

/** Hides a node, or everyone but its neighbours, or pins it where it is. */
export function NodeActions({ node: { id, name } }: { node: NetworkNode }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const { hidden, near, places } = useExplorerState(state => state.location)
  const place = useExplorerState(state => state.layout.get(id))
  const isPinned = id in places
  const isFull = Object.keys(places).length >= MAX_PINNED
  return (
    <p className="actions node-actions">
      <button
        type="button"
        className="button"
        aria-keyshortcuts="h"
        disabled={hidden.length >= MAX_HIDDEN}
        title={hidden.length >= MAX_HIDDEN ? t('hide.full', { count: MAX_HIDDEN }) : t('hide.help', { name })}
        onClick={() => explorer.hide(id)}
      >
        {t('hide.one')} <kbd>h</kbd>
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={near === id}
        title={t('hide.nearHelp', { name })}
        onClick={() => explorer.navigate({ near: near === id ? null : id })}
      >
        {t('hide.near')}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={isPinned}
        disabled={!place || (isFull && !isPinned)}
        title={isFull && !isPinned ? t('pin.full', { count: MAX_PINNED }) : t('pin.help')}
        onClick={() => explorer.place(id, isPinned ? null : (place ?? null))}
      >
        {t('pin.one')}
      </button>
    </p>
  )
}
