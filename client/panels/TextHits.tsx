import { useWords } from './context.ts'
import type { TextHit } from './text-hits.ts'

/** The options of a combobox that are roles or sources, under a heading each. The first has number `first`. */
export function TextHits({
  option,
  first,
  hits,
  active,
  onChoose,
  onPoint,
}: {
  option: string
  first: number
  hits: readonly TextHit[]
  active: number
  onChoose: (hit: TextHit) => void
  onPoint: (at: number) => void
}) {
  const { t } = useWords()
  const numbered = hits.map((hit, at) => ({ hit, at: first + at }))
  return (['roles', 'sources'] as const).map(kind => {
    const own = numbered.filter(({ hit }) => hit.kind === kind)
    if (own.length === 0) return null
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
      <div role="group" key={kind} aria-labelledby={`${option}-${kind}`}>
        <p className="quiet" id={`${option}-${kind}`}>
          {t(`search.${kind}`)}
        </p>
        {own.map(({ hit, at }) => (
          <div
            key={hit.key}
            id={`${option}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onMouseDown={event => {
              event.preventDefault()
              onChoose(hit)
            }}
            onMouseMove={() => onPoint(at)}
          >
            <span>
              {hit.words}
              <span className="quiet"> {hit.about}</span>
            </span>
          </div>
        ))}
      </div>
    )
  })
}
