import { drawPicture } from '../../picture/draw.ts'
import type { PageTheme } from '../../picture/scene/themes.ts'
import { questions } from '../api/question-names.ts'
import type { Language } from '../i18n/languages.ts'
import { answerTo } from '../store/answers.ts'
import type { ExplorerState } from '../store/explorer.ts'
import { mainAsk } from '../store/required-queries.ts'
import { dateOfRows } from '../store/rows-as-of.ts'
import { boxOf, type Reader } from './embed-content.ts'
import type { EmbedDocument } from './embed-document.ts'
import { drawEmbedMap } from './embed-map.ts'
import type { EmbedView } from './embed-view.ts'

const WIDE = { width: 900, height: 460 }
const NARROW = { width: 360, height: 420 }

/** The pictures of the document. Only the server draws them: a living map needs none of the other kinds. */
export function embedPictures(state: ExplorerState, view: EmbedView, reader: Reader): EmbedDocument['pictures'] {
  const [wide, narrow] = [WIDE, NARROW].map(size => draw(state, view, size, reader))
  return wide && narrow ? { wide, narrow } : null
}

function draw(
  state: ExplorerState,
  { shows, title }: EmbedView,
  size: { width: number; height: number },
  { theme, language }: Reader,
) {
  if (shows === 'table') return undefined
  if (shows === 'picture') return drawAnswer(state, size.width, theme, language)
  return drawEmbedMap(state, { ...size, theme, language, title, box: boxOf(state.location) })
}

function drawAnswer(
  { location, answers, network }: ExplorerState,
  width: number,
  theme: PageTheme,
  language: Language,
) {
  const reply = answerTo(answers, mainAsk(location))?.reply
  const question = questions.get(location.query)
  if (!reply || !question || reply.rows.length === 0) return undefined
  const names = new Map([...(network?.nodes ?? [])].map(([id, { name }]) => [id, name]))
  const { hideAbsent } = location
  return drawPicture(question, reply, { width, theme, language, names, at: dateOfRows(location), hideAbsent })
}
