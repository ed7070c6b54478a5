import { lazy, Suspense, useState } from 'react'
import { useExplorerState, useWords } from './context.ts'

/** Stories come when they are first opened or shown. */
const StoryEditor = lazy(() => import('./StoryEditor.tsx').then(module => ({ default: module.StoryEditor })))
const StoryPlayer = lazy(() => import('./StoryPlayer.tsx').then(module => ({ default: module.StoryPlayer })))

/** The steps of a story, which are edited in a small panel, and the caption of the one that is shown. */
export function StoryMenu() {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { story, step } = useExplorerState(state => state.location)
  return (
    <>
      <details className="story-menu" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{story.length > 0 ? t('steps.titleCount', { count: story.length }) : t('steps.title')}</summary>
        {isOpen && (
          <Suspense>
            <StoryEditor onPlay={() => setOpen(false)} />
          </Suspense>
        )}
      </details>
      {step !== null && story[step] && (
        <Suspense>
          <StoryPlayer />
        </Suspense>
      )}
    </>
  )
}
