import { useMemo } from 'react'
import { useStore } from 'zustand'
import { PageContext } from '../../panels/context.ts'
import { MapView } from '../../panels/MapView.tsx'
import type { GraphView } from '../../view/mount-graph.ts'
import { createDrawn } from '../drawn.ts'
import { type Drawing, drawAnswer } from '../row-network.ts'
import type { Run } from '../session.ts'
import { Chosen } from './Chosen.tsx'
import { useConsoleWords } from './console-context.ts'
import { ShareGraph } from './ShareGraph.tsx'

/** The nodes and relationships of the answer, drawn when all have arrived. */
export function AnswerGraph({ run }: { run: Run }) {
  const { t } = useConsoleWords()
  const { graph, ending } = run
  const drawing = useMemo(() => (ending ? drawAnswer(graph) : null), [graph, ending])
  if (!drawing) return null
  if (drawing.nodes === 0) return <p className="none quiet">{t('graph.none')}</p>
  return <Picture drawing={drawing} run={run} />
}

function Picture({ drawing, run }: { drawing: Drawing; run: Run }) {
  const { t, language } = useConsoleWords()
  const explorer = useMemo(() => createDrawn(drawing.network), [drawing])
  const page = useMemo(() => ({ explorer, language }), [explorer, language])
  const selection = useStore(explorer.store, state => state.selection)
  const onView = useMemo(
    () => (view: GraphView | null) => {
      window.__whoLeftWhere = view ? { view, explorer } : undefined
    },
    [explorer],
  )
  const { drawnNodes, nodes, drawnRelationships, relationships } = drawing
  const isCut = drawnNodes < nodes || drawnRelationships < relationships
  return (
    <div className="graph-view">
      <div className="picture">
        {isCut && (
          <p className="cut caption">{t('graph.cut', { drawnNodes, nodes, drawnRelationships, relationships })}</p>
        )}
        <PageContext value={page}>
          <MapView onView={onView} others />
          <ShareGraph run={run} />
        </PageContext>
      </div>
      <Chosen run={run} network={drawing.network} selection={selection} onChoose={explorer.select} />
    </div>
  )
}
