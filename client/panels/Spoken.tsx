import { useEffect, useState } from 'react'
import { momentOf } from '../store/moment.ts'
import { useExplorerState, useWords } from './context.ts'
import { nodeWords, pairWords } from './spoken.ts'

/** Says each step on the map: the node that the keyboard has reached, and what is selected. */
export function Spoken() {
  const { t } = useWords()
  const hovered = useExplorerState(state => state.hovered)
  const selection = useExplorerState(state => state.selection)
  const network = useExplorerState(state => state.shown)
  const moment = useExplorerState(momentOf)
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!network) return
    const map = { network, meanings: moment?.meanings ?? null }
    const [first, second] = selection
    // A pointer that passes over nodes is silent.
    const reached = document.activeElement?.matches('.canvas') ? hovered : null
    if (reached !== null) setWords(nodeWords(t, map, reached))
    else if (first !== undefined && second !== undefined) setWords(pairWords(t, map, [first, second]))
    else if (first !== undefined) setWords(nodeWords(t, map, first))
    else setWords('')
  }, [hovered, selection, network, moment, t])
  return (
    <p className="spoken" role="status" aria-live="polite">
      {words}
    </p>
  )
}
