import { useEffect, useMemo, useRef } from 'react'
import { answerRows } from '../store/answer-rows.ts'
import { answerTo } from '../store/answers.ts'
import { mainAsk } from '../store/required-queries.ts'
import { datesOfRows } from '../store/rows-as-of.ts'
import { shownView } from '../store/shown-view.ts'
import { mountPicture } from '../view/mount-picture.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { useExplorer, useExplorerState, useWords } from './context.ts'
import { StatesSentence } from './StateSentence.tsx'

/** An answer that is not shown as a map: its picture above its rows, or its rows alone. */
export function AnswerView() {
  const { t } = useWords()
  const location = useExplorerState(state => state.location)
  const view = useExplorerState(shownView)
  const network = useExplorerState(state => state.network)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const scroller = useRef<HTMLElement>(null)
  const { query, at, vs, clock } = location
  const answer = useMemo(
    () => reply && answerRows(reply, { query }, network, datesOfRows({ at, vs, clock })),
    [reply, query, network, at, vs, clock],
  )
  if (!reply || !answer || reply.rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
    <section className="answer" aria-label={t('answer.label')} ref={scroller} tabIndex={0} id="answer">
      <StatesSentence states={answer.states} />
      {view === 'picture' && <AnswerPicture />}
      <AnswerTable key={reply.query} {...answer} ask={mainAsk(location)} reply={reply} scroller={scroller} />
    </section>
  )
}

/** `view/` draws it. A mark selects the person, the organisation or the pair that it is about. */
function AnswerPicture() {
  const { language } = useWords()
  const explorer = useExplorer()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!frame.current) return
    return mountPicture(frame.current, explorer, language, ids => {
      if (ids.length > 0) explorer.select(...ids)
      return ids.length > 0
    })
  }, [explorer, language])
  return <div className="answer-picture" ref={frame} />
}
