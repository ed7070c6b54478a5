import type { Language } from '../../cypher/query.ts'
import { drawPicture, WIDTH } from '../../picture/draw.ts'
import { questions } from '../api/question-names.ts'
import { answerTo } from '../store/answers.ts'
import type { Explorer } from '../store/explorer.ts'
import { mainAsk } from '../store/required-queries.ts'
import { dateOfRows } from '../store/rows-as-of.ts'
import { drawScene } from './mount-scene.ts'

/**
 * The picture of the main answer, as wide as its container. It follows the store and the width until the returned function is
 * called. `follow` is as in `drawScene`.
 */
export function mountPicture(
  container: HTMLElement,
  explorer: Explorer,
  language: Language,
  follow: (ids: string[]) => boolean,
): () => void {
  let last: readonly unknown[] = []
  const show = () => {
    const { location, answers, network } = explorer.store.getState()
    const reply = answerTo(answers, mainAsk(location))?.reply
    const question = questions.get(location.query)
    const width = Math.floor(container.clientWidth)
    const { hideAbsent } = location
    const at = dateOfRows(location)
    const now = [reply, question, network, width, at, hideAbsent]
    if (width === 0 || !reply || !question || now.every((each, at) => each === last[at])) return
    last = now
    const names = new Map([...(network?.nodes ?? [])].map(([id, { name }]) => [id, name]))
    const options = { theme: 'auto', language, names, at, hideAbsent } as const
    const scene = drawPicture(question, reply, {
      ...options,
      width: Math.max(WIDTH.least, Math.min(WIDTH.most, width)),
    })
    container.replaceChildren(drawScene(scene, follow))
  }
  const resized = new ResizeObserver(show)
  resized.observe(container)
  const unsubscribe = explorer.store.subscribe(show)
  show()
  return () => {
    resized.disconnect()
    unsubscribe()
    container.replaceChildren()
  }
}
