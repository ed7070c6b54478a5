import { type Markup, markup } from '../../picture/scene/markup.ts'
import type { Translate } from '../i18n/translate.ts'
import { encodeLocation, type Location, stepChange } from '../store/location.ts'

/** An embed of a story shows its first step unless the URL names another. */
export const firstStep = (location: Location): Location =>
  location.step === null ? { ...location, ...stepChange(location.story, 0) } : location

/**
 * The caption of the shown step with links to those before and after it, and all steps as an ordered list. Both work without a script.
 * Null without a story.
 */
export function embedStory(location: Location, t: Translate): { player: Markup; steps: Markup } | null {
  const { story, step } = location
  if (story.length === 0) return null
  const shown = step === null ? undefined : story[step]
  const words = shown?.caption || t(shown ? 'steps.noCaption' : 'steps.left')
  const at = step ?? -1
  const link = (place: number, text: string, attributes: Markup['attributes'] = {}) =>
    markup('a', { href: addressOf(location, place), 'data-step': place + 1, ...attributes }, text)
  return {
    player: markup(
      'section',
      { class: 'story', 'aria-label': t('steps.title'), 'data-step': shown && at + 1, 'data-steps': story.length },
      markup(
        'p',
        { role: 'status' },
        shown && markup('span', { class: 'quiet' }, `${t('steps.of', { step: at + 1, count: story.length })} `),
        markup('span', { class: 'story-caption' }, words),
      ),
      markup(
        'nav',
        { 'aria-label': t('steps.title') },
        at > 0 && link(at - 1, t('steps.previous'), { rel: 'prev' }),
        at < story.length - 1 && link(at + 1, t('steps.next'), { rel: 'next' }),
      ),
    ),
    steps: markup(
      'details',
      { class: 'story-steps' },
      markup('summary', {}, t('steps.titleCount', { count: story.length })),
      markup(
        'ol',
        {},
        story.map((one, place) =>
          markup(
            'li',
            {},
            link(place, one.caption || t('steps.noCaption'), place === at ? { 'aria-current': 'step' } : {}),
            one.at ? ` (${[one.at, one.vs].filter(Boolean).join(' → ')})` : '',
          ),
        ),
      ),
    ),
  }
}

const addressOf = (location: Location, place: number): string =>
  `/embed${encodeLocation({ ...location, ...stepChange(location.story, place) })}`
