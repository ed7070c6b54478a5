import { useEffect, useMemo, useRef, useState } from 'react'
import { readDate } from '../../cypher/dates/grammar.ts'
import type { TimeSpan } from '../../picture/network/event-histogram.ts'
import { type StepUnit, stepDay, within } from '../graph/step-day.ts'
import { useExplorer } from './context.ts'

/** Moves the date without the browser's history, until a finished move becomes one entry. Going back drops an unfinished move. */
export function useMove() {
  const explorer = useExplorer()
  const isMoving = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useBack(() => {
    clearTimeout(timer.current)
    isMoving.current = false
  })
  return useMemo(
    () => ({
      move(at: string) {
        clearTimeout(timer.current)
        isMoving.current = true
        explorer.navigate({ at }, 'none')
      },
      done(delay: number) {
        if (!isMoving.current) return
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          isMoving.current = false
          explorer.navigate({}, 'push')
        }, delay)
      },
    }),
    [explorer],
  )
}

/** How long each step is shown. */
const FRAME = 600

/** Playing moves the map by itself, so it is not offered to readers who prefer reduced motion. */
export const canPlay = () => !window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Plays the date of the map. One play is one entry of the history, and going back stops it. */
export function usePlay(at: string, span: TimeSpan | null, unit: StepUnit) {
  const explorer = useExplorer()
  const [isPlaying, setPlaying] = useState(false)
  const hasMoved = useRef(false)
  const day = span && within(readDate(at)?.earliest ?? span.first, span)
  useBack(() => setPlaying(false))
  useEffect(() => {
    if (!isPlaying || !span || !day) return
    if (day === span.last && hasMoved.current) {
      setPlaying(false)
      return
    }
    // At the end, it plays from the beginning.
    const next = day === span.last ? span.first : within(stepDay(day, unit, 1), span)
    const timer = setTimeout(() => {
      explorer.navigate({ at: next }, hasMoved.current ? 'replace' : 'push')
      hasMoved.current = true
    }, FRAME)
    return () => clearTimeout(timer)
  }, [isPlaying, day, span, unit, explorer])
  const toggle = () => {
    hasMoved.current = false
    setPlaying(!isPlaying)
  }
  return { isPlaying, toggle }
}

/** Calls back when the reader goes back or forward in the history. */
function useBack(act: () => void) {
  const explorer = useExplorer()
  const latest = useRef(act)
  latest.current = act
  useEffect(
    () =>
      explorer.store.subscribe(({ location, historyMode }, before) => {
        if (historyMode === 'pop' && location !== before.location) latest.current()
      }),
    [explorer],
  )
}
