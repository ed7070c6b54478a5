import { type Focus, focusOf, storyFocus } from '../graph/focus.ts'
import type { ExplorerState } from './explorer.ts'

/** What stands out on the map, and the nodes that are marked as chosen: those of the shown step of a story, or else the selection. */
export function emphasisOf({ shown, selection, location }: Pick<ExplorerState, 'shown' | 'selection' | 'location'>): {
  focus: Focus | null
  selected: ReadonlySet<string>
} {
  const step = location.step === null ? undefined : location.story[location.step]
  if (!shown || !step) return { focus: shown && focusOf(shown, selection), selected: new Set(selection) }
  const focus = storyFocus(shown, step)
  return { focus, selected: focus?.nodes ?? new Set() }
}
