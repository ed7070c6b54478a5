import { useWords } from './context.ts'
import type { LineHit } from './line-hits.ts'

/** The options of a combobox that are lines of the map, under a heading for roles and one for sources. The first has number `first`. */
export function LineHits({
  option,
  first,
  lines,
  all,
  active,
  onChoose,
  onPoint,
}: {
  option: string
  first: number
  lines: readonly LineHit[]
  /** With those for which there is no room. */
  all: readonly LineHit[]
  active: number
  onChoose: (line: LineHit) => void
  onPoint: (at: number) => void
}) {
  const { t } = useWords()
  const numbered = lines.map((line, at) => ({ line, at: first + at }))
  return (['roles', 'sources'] as const).map(kind => {
    const own = numbered.filter(({ line }) => line.kind === kind)
    const others = all.filter(line => line.kind === kind).length - own.length
    if (own.length === 0) return null
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
      <div role="group" key={kind} aria-labelledby={`${option}-${kind}`}>
        <p className="quiet" id={`${option}-${kind}`}>
          {t(`search.${kind}`)}
        </p>
        {own.map(({ line, at }) => (
          <div
            key={line.key}
            id={`${option}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onMouseDown={event => {
              event.preventDefault()
              onChoose(line)
            }}
            onMouseMove={() => onPoint(at)}
          >
            <span>
              {line.names}
              <span className="quiet"> {line.found}</span>
            </span>
          </div>
        ))}
        {others > 0 && <p className="quiet">{t('search.others', { count: others })}</p>}
      </div>
    )
  })
}
