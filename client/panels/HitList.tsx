import { alikeIds } from '../form/place-line.ts'
import { useWords } from './context.ts'
import { HitLine } from './HitLine.tsx'
import { HitOption } from './HitOption.tsx'
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
    <HitOption
      key={hit.id}
      id={`${option}-${at}`}
      entity={hit.id}
      isActive={at === active}
      onChoose={() => onChoose(hit)}
      onPoint={() => onPoint?.(at)}
    >
      <HitLine hit={hit} isAlike={alike.has(hit.id)} />
    </HitOption>
  ))
}
