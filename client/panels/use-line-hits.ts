import { useEffect, useMemo } from 'react'
import sources from '../../cypher/read/sources.ts'
import { edgeId } from '../../picture/network/network.ts'
import { askFor } from '../api/asks.ts'
import { answerTo } from '../store/answers.ts'
import { lineClaimsAsks } from '../store/required-queries.ts'
import { useExplorer, useExplorerState } from './context.ts'
import { type LineHit, lineHits } from './line-hits.ts'

const SOURCES = askFor(sources, { limit: '1000' })

/** The lines of the map whose roles or sources match the text. Asks for these once there is a text. */
export function useLineHits(text: string): LineHit[] {
  const explorer = useExplorer()
  const answers = useExplorerState(state => state.answers)
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  useEffect(() => {
    if (!text) return
    const { location, answers, network } = explorer.store.getState()
    for (const ask of [...lineClaimsAsks({ location, answers }, network), SOURCES]) void explorer.ask(ask)
  }, [text, explorer])
  return useMemo(() => {
    if (!text || !network) return []
    const rows = lineClaimsAsks({ location, answers }, network).flatMap(
      ask => answerTo(answers, ask)?.reply?.rows ?? [],
    )
    const lines = new Map(rows.map(row => [edgeId(row.subject.id, row.object.id), row]))
    const drawn = [...lines].filter(([id]) => network.edges.has(id)).map(([, row]) => row)
    const known = answerTo(answers, SOURCES)?.reply?.rows.map(({ source }) => source) ?? []
    return lineHits(drawn, known, text)
  }, [text, answers, location, network])
}
