import { useWords } from './context.ts'
import { HitGroup, HitOption } from './HitOption.tsx'
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
      <HitGroup key={kind} id={`${option}-${kind}`} title={t(`search.${kind}`)}>
        {own.map(({ hit, at }) => (
          <HitOption
            key={hit.key}
            id={`${option}-${at}`}
            isActive={at === active}
            onChoose={() => onChoose(hit)}
            onPoint={() => onPoint(at)}
          >
            <span>
              {hit.words}
              <span className="quiet"> {hit.about}</span>
            </span>
          </HitOption>
        ))}
      </HitGroup>
    )
  })
}
