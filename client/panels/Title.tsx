import { useEffect } from 'react'
import { answerTo } from '../store/answers.ts'
import { mainAsk } from '../store/required-queries.ts'
import { pageTitle } from '../store/title.ts'
import { useExplorerState, useWords } from './context.ts'

/** The title of the document: what is selected, the question, and the name of the site. */
export function Title() {
  const { t, language } = useWords()
  const location = useExplorerState(state => state.location)
  const network = useExplorerState(state => state.network)
  const selection = useExplorerState(state => state.selection)
  const reply = useExplorerState(state => answerTo(state.answers, mainAsk(state.location))?.reply)
  const title = pageTitle(t, language, { location, network, reply, selection })
  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
