import { lazy, Suspense, useEffect, useRef } from 'react'
import { hasMoves } from '../../picture/network/move-network.ts'
import { useExplorerState, useWords } from './context.ts'
import { MapSummary } from './MapSummary.tsx'
import { MovesSummary } from './MovesSummary.tsx'

/** Details come with the first selection: the first page needs the summary alone. */
const SelectionPanel = lazy(() => import('./SelectionPanel.tsx').then(module => ({ default: module.SelectionPanel })))

/** Details of the selection, otherwise a summary of what is shown. */
export function Panel() {
  const { t } = useWords()
  const selection = useExplorerState(state => state.selection)
  const network = useExplorerState(state => state.network)
  const panel = useRef<HTMLElement>(null)
  const shown = useRef(selection)
  useEffect(() => {
    if (!panel.current || selection === shown.current) return
    panel.current.scrollTop = 0
    // The link with the focus may have been replaced: move the focus to the new content.
    if (shown.current.length > 0 && document.activeElement === document.body)
      panel.current.focus({ preventScroll: true })
    shown.current = selection
  }, [selection])
  return (
    <aside className="panel" aria-label={t('panel.label')} ref={panel} id="panel" tabIndex={-1}>
      {network && selection.length === 0 && (hasMoves(network) ? <MovesSummary /> : <MapSummary />)}
      {selection.length > 0 && (
        <Suspense>
          <SelectionPanel />
        </Suspense>
      )}
    </aside>
  )
}
