import { useEffect, useRef } from 'react'
import { useExplorer, useExplorerState, useWords } from './context.ts'

/** The caption of the shown step, and the way to the others: by buttons, or by the arrow keys; Escape leaves the story. */
export function StoryPlayer() {
  const { t } = useWords()
  const explorer = useExplorer()
  const { story, step } = useExplorerState(state => state.location)
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return
      // Arrows move the map, the date and text where these have the focus.
      if ((event.target as Element).closest('.canvas, input, textarea, select, [role="slider"]')) return
      const { location } = explorer.store.getState()
      const to = MOVES[event.key]
      if (location.step === null || (to === undefined && event.key !== 'Escape')) return
      event.preventDefault()
      if (to === undefined) explorer.navigate({ step: null })
      else explorer.showStep(location.step + to)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [explorer])
  const shown = step === null ? undefined : story[step]
  if (step === null || !shown) return null
  const show = explorer.showStep
  return (
    <section className="story-player" aria-label={t('steps.title')}>
      <p role="status">
        <span className="quiet">{t('steps.of', { step: step + 1, count: story.length })}</span>{' '}
        {shown.caption || t('steps.noCaption')}
      </p>
      <span>
        <button type="button" className="button" disabled={step === 0} onClick={() => show(step - 1)}>
          {t('steps.previous')}
        </button>{' '}
        <button
          type="button"
          className="button"
          ref={next}
          aria-disabled={step === story.length - 1}
          onClick={() => step < story.length - 1 && show(step + 1)}
        >
          {t('steps.next')}
        </button>{' '}
        <button type="button" className="textlike" onClick={() => explorer.navigate({ step: null })}>
          {t('steps.leave')}
        </button>
      </span>
    </section>
  )
}

const MOVES: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 }
