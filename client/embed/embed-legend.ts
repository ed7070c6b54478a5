import type { Language } from '../../cypher/query.ts'
import { pictureWords } from '../../cypher/words/picture-words.ts'
import { networkLegend } from '../../picture/kinds/network-picture.ts'
import { LEGEND_BOX, type LegendItem } from '../../picture/scene/brush.ts'
import { line } from '../../picture/scene/scene.ts'
import { type PageTheme, THEME } from '../../picture/scene/themes.ts'
import type { Translate } from '../i18n/translate.ts'
import type { ExplorerState } from '../store/explorer.ts'
import { type Moment, momentOf } from '../store/moment.ts'

/** What the marks of the map mean, at its date or between its two dates. Empty without a map. */
export function embedLegend(state: ExplorerState, t: Translate, theme: PageTheme, language: Language): LegendItem[] {
  if (!state.shown) return []
  const colours = THEME[theme]
  const words = pictureWords(language)
  const moment = momentOf(state)
  const items = networkLegend(state.shown, moment?.state ? moment.meanings : null, { theme: colours, words })
  if (!moment?.state) return items
  const { clock, changes } = moment
  const middle = LEGEND_BOX.height / 2
  const stroke = (dash?: readonly number[], opacity?: number) => [
    line(0, middle, LEGEND_BOX.width, middle, { stroke: colours.ink, strokeWidth: 1.6, dash, opacity }),
  ]
  const dashed = { marks: stroke([6, 4]), words: t(`time.${clock}.dashed.${changes ? 'two' : 'one'}`) }
  const absent = { marks: stroke([], 0.2), words: t(changes ? `time.${clock}.change.absent` : `time.${clock}.no`) }
  const kinds = items
    .filter(item => item.words !== words.doubtful)
    .map(item => ({ ...item, words: changedWords(item.words, moment, t, words) ?? item.words }))
  return changes
    ? [...kinds, dashed, absent]
    : [...kinds, { marks: stroke(), words: t(`time.${clock}.definite`) }, dashed, absent]
}

/** Between two dates, a line means what changed. */
function changedWords(
  known: string,
  { clock, changes }: Moment,
  t: Translate,
  words: ReturnType<typeof pictureWords>,
): string | undefined {
  if (!changes) return undefined
  if (known === words.present) return t(clock === 'true' ? 'time.true.change.unchanged' : 'time.known.before')
  if (clock === 'known') return undefined
  return known === words.joined
    ? t('time.true.change.joined')
    : known === words.left
      ? t('time.true.change.left')
      : undefined
}
