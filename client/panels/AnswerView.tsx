import { useEffect, useMemo, useRef } from 'react'
import { questions } from '../api/question-names.ts'
import { answerTo } from '../store/answers.ts'
import { isMapAnswer, mainAsk } from '../store/required-queries.ts'
import { dateOfRows, mapRowStates, rowStates } from '../store/rows-as-of.ts'
import { shownView } from '../store/shown-view.ts'
import { relationshipRows } from '../table/relationship-rows.ts'
import { mountPicture } from '../view/mount-picture.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { useExplorer, useExplorerState, useWords } from './context.ts'
import { StateSentence } from './StateSentence.tsx'

/** An answer that is not shown as a map: its picture above its rows, or its rows alone. */
export function AnswerView() {
  const { t } = useWords()
  const location = useExplorerState(state => state.location)
  const view = useExplorerState(shownView)
  const network = useExplorerState(state => state.network)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const scroller = useRef<HTMLElement>(null)
  const question = questions.get(location.query)
  const isMap = reply ? isMapAnswer(reply) && view === 'table' && question?.picture?.kind === 'network' : false
  const rows = useMemo(
    () => (isMap && network ? relationshipRows(network) : (reply?.rows ?? [])),
    [isMap, network, reply],
  )
  const at = dateOfRows(location)
  const states = useMemo(
    () => (isMap && network ? mapRowStates(network, at) : rowStates(rows, question, at)),
    [isMap, network, rows, question, at],
  )
  if (!reply || reply.rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard
    <section className="answer" aria-label={t('answer.label')} ref={scroller} tabIndex={0} id="answer">
      {states && at && <StateSentence states={states} at={at} />}
      {view === 'picture' && <AnswerPicture />}
      <AnswerTable
        key={reply.query}
        rows={rows}
        question={isMap ? undefined : question}
        ask={mainAsk(location)}
        reply={reply}
        scroller={scroller}
        states={states}
      />
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
