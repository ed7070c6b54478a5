import { alikeIds } from '../form/place-line.ts'
import { useWords } from './context.ts'
import { HitLine } from './HitLine.tsx'
import type { Hit } from './search-hits.ts'

/** The options of a combobox. Option `at` has the id `<option>-<at>`, for `aria-activedescendant`. */
export function HitList({
  option,
  hits,
  active,
  onChoose,
  onPoint,
}: {
  option: string
  hits: readonly Hit[]
  active: number
  onChoose: (hit: Hit) => void
  onPoint?: (at: number) => void
}) {
  const { language } = useWords()
  const alike = alikeIds(hits, language)
  return hits.map((hit, at) => (
    // On mouse down, because at the click the field has lost the focus and the list is closed.
    <div
      key={hit.id}
      id={`${option}-${at}`}
      role="option"
      tabIndex={-1}
      aria-selected={at === active}
      data-id={hit.id}
      onMouseDown={event => {
        event.preventDefault()
        onChoose(hit)
      }}
      onMouseMove={() => onPoint?.(at)}
    >
      <HitLine hit={hit} isAlike={alike.has(hit.id)} />
    </div>
  ))
}
