import { useEffect, useRef, useState } from 'react'
import { mountLegend } from '../view/legend.ts'
import { type GraphView, mountGraphView } from '../view/mount-graph.ts'
import { useExplorer, useWords } from './context.ts'

/** The canvas with its legend; `view/` draws it. */
export function MapView({
  onView,
  onHelp,
  others = false,
}: {
  onView: (view: GraphView | null) => void
  /** Shows the keys of the map. */
  onHelp?: () => void
  /** Whether nodes other than people and organisations are possible. */
  others?: boolean
}) {
  const { t } = useWords()
  const explorer = useExplorer()
  const canvas = useRef<HTMLDivElement>(null)
  const legend = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<GraphView | null>(null)

  useEffect(() => {
    if (!canvas.current) return
    const mounted = mountGraphView(canvas.current, explorer)
    setView(mounted)
    onView(mounted)
    return () => {
      onView(null)
      mounted.unmount()
    }
  }, [explorer, onView])
  useEffect(
    () => (legend.current ? mountLegend(legend.current, explorer, t, others) : undefined),
    [explorer, t, others],
  )

  return (
    <>
      <div className="stage">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas has keyboard control, as its label explains */}
        <div className="canvas" ref={canvas} role="application" aria-label={t('canvas')} tabIndex={0} />
      </div>
      <div className="legend-bar">
        <div ref={legend} />
        <span className="zoom">
          {(
            [
              ['+', 'zoomIn'],
              ['−', 'zoomOut'],
              ['⤢', 'home'],
            ] as const
          ).map(([sign, act]) => (
            <button key={act} type="button" aria-label={t(act)} title={t(act)} onClick={view?.[act]}>
              {sign}
            </button>
          ))}
          {onHelp && (
            <button
              type="button"
              aria-label={t('keys.title')}
              title={t('keys.title')}
              aria-haspopup="dialog"
              onClick={onHelp}
            >
              ?
            </button>
          )}
        </span>
      </div>
    </>
  )
}
