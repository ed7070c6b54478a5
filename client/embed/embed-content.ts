import { PAGE_THEMES, type PageTheme } from '../../picture/scene/themes.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import type { ExplorerState } from '../store/explorer.ts'
import type { Location } from '../store/location.ts'
import { type EmbedDocument, type EmbedParts, embedParts } from './embed-document.ts'
import { embedLegend } from './embed-legend.ts'
import { type CitedSources, embedRows } from './embed-rows.ts'
import { embedStory } from './embed-story.ts'
import { type EmbedView, embedView } from './embed-view.ts'

export interface Reader {
  t: Translate
  language: Language
  theme: PageTheme
}

/** Everything that an embed shows of a state. An interactive map draws its own picture, the document those of `draw`. */
export function embedContent(
  state: ExplorerState,
  sources: CitedSources,
  { t, language, theme }: Reader,
  draw: (view: EmbedView) => EmbedDocument['pictures'] = () => null,
): Pick<EmbedDocument, 'view' | 'rows' | 'pictures'> & { parts: EmbedParts } {
  const view = embedView(state, t, language)
  const rows = embedRows(state, sources, { t, language })
  const legend = embedLegend(state, t, theme, language)
  const pictures = draw(view)
  const story = embedStory(state.location, t)
  return { view, rows, pictures, parts: embedParts({ view, language, pictures, legend, rows, story }, t) }
}

/** The part of the layout in the URL; null for all of it, and for the camera of older links, which no picture has. */
export const boxOf = ({ camera }: Location) => (camera && 'x0' in camera ? camera : null)

export function themeOf({ rest }: Location): PageTheme {
  const asked = rest.find(([name]) => name === 'theme')?.[1]
  return PAGE_THEMES.find(theme => theme === asked) ?? 'light'
}
