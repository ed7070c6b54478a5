import { drawPicture } from '../../picture/draw.ts'
import { THEMES, type ThemeName } from '../../picture/scene/themes.ts'
import { questions } from '../api/question-names.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerTo } from '../store/answers.ts'
import type { ExplorerState } from '../store/explorer.ts'
import type { Location } from '../store/location.ts'
import { mainAsk } from '../store/required-queries.ts'
import { dateOfRows } from '../store/rows-as-of.ts'
import { type EmbedParts, embedParts } from './embed-document.ts'
import { embedLegend } from './embed-legend.ts'
import { drawEmbedMap } from './embed-map.ts'
import { type CitedSources, embedRows } from './embed-rows.ts'
import { type EmbedView, embedView } from './embed-view.ts'

const WIDE = { width: 900, height: 460 }
const NARROW = { width: 360, height: 420 }

export interface Reader {
  t: Translate
  language: Language
  theme: ThemeName
}

/** Everything that an embed shows of a state; without its picture if that is drawn elsewhere. */
export function embedContent(
  state: ExplorerState,
  sources: CitedSources,
  reader: Reader,
  { withPicture = true } = {},
): { view: EmbedView; parts: EmbedParts } {
  const { t, language, theme } = reader
  const view = embedView(state, t, language)
  const [wide, narrow] = withPicture ? [WIDE, NARROW].map(size => draw(state, view, size, reader)) : []
  const parts = embedParts(
    {
      ...{ view, language, pictures: wide && narrow ? { wide, narrow } : null },
      legend: embedLegend(state, t, theme, language),
      rows: embedRows(state, sources, { t, language }),
    },
    t,
  )
  return { view, parts }
}

function draw(
  state: ExplorerState,
  { shows, title }: EmbedView,
  size: { width: number; height: number },
  { theme, language }: Reader,
) {
  if (shows === 'table') return undefined
  if (shows === 'picture') return drawAnswer(state, size.width, theme, language)
  return drawEmbedMap(state, { ...size, theme, language, title, box: boxOf(state.location) })?.scene
}

/** The part of the layout in the URL; null for all of it, and for the camera of older links, which no picture has. */
export const boxOf = ({ camera }: Location) => (camera && 'x0' in camera ? camera : null)

export function themeOf({ rest }: Location): ThemeName {
  const asked = rest.find(([name]) => name === 'theme')?.[1]
  return THEMES.find(theme => theme === asked) ?? 'light'
}

function drawAnswer(
  { location, answers, network }: ExplorerState,
  width: number,
  theme: ThemeName,
  language: Language,
) {
  const reply = answerTo(answers, mainAsk(location))?.reply
  const question = questions.get(location.query)
  if (!reply || !question || reply.rows.length === 0) return undefined
  const names = new Map([...(network?.nodes ?? [])].map(([id, { name }]) => [id, name]))
  const { hideAbsent } = location
  return drawPicture(question, reply, { width, theme, language, names, at: dateOfRows(location), hideAbsent })
}
