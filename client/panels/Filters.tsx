import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import {
  FILTER_FIELDS,
  type Filters as Filtered,
  type FilterField,
  filterNetwork,
  filterValues,
  hasClaimFilter,
  type LineClaims,
} from '../../picture/network/filter.ts'
import { hasMoves } from '../../picture/network/move-network.ts'
import type { Network } from '../../picture/network/network.ts'
import type { Language } from '../i18n/languages.ts'
import type { Translate } from '../i18n/translate.ts'
import { answerTo } from '../store/answers.ts'
import { lineClaimsAsks } from '../store/required-queries.ts'
import { Cypher } from './Cypher.tsx'
import { useExplorer, useExplorerState, useWords } from './context.ts'

/** The filters of the map with the values that it has, what they leave out, and each that is set with a way to remove it. */
export function Filters() {
  const { t } = useWords()
  const explorer = useExplorer()
  const unfiltered = useExplorerState(state => state.unfiltered)
  const shown = useExplorerState(state => state.shown)
  const filters = useExplorerState(state => state.location.filters)
  const [isOpen, setOpen] = useState(false)
  if (!unfiltered || !shown || hasMoves(unfiltered)) return null
  const set = FILTER_FIELDS.filter(field => filters[field] !== undefined)
  const left = { nodes: unfiltered.nodes.size - shown.nodes.size, lines: unfiltered.edges.size - shown.edges.size }
  return (
    <>
      <details className="filters" onKeyDown={closeOnEscape} onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{t('filter.label')}</summary>
        {isOpen && <FilterForm network={unfiltered} />}
      </details>
      {set.map(field => (
        <FilterChip key={field} field={field} />
      ))}
      {set.length > 0 && (
        <span role="status">
          {t('filter.left', {
            nodes: t('filter.nodes', { count: left.nodes }),
            lines: t('summary.lines', { count: left.lines }),
          })}{' '}
          <Unread network={unfiltered} />
          {set.length > 1 && (
            <button type="button" className="textlike" onClick={() => explorer.navigate({ filters: {} })}>
              {t('filter.clear')}
            </button>
          )}
        </span>
      )}
    </>
  )
}

/** How many lines a filter leaves out only because the database has more lines than are read at once. */
function Unread({ network }: { network: Network }) {
  const { t } = useWords()
  const whole = useExplorerState(state => state.network)
  const location = useExplorerState(state => state.location)
  const answers = useExplorerState(state => state.answers)
  const claims = useExplorerState(state => state.lineClaims)
  const cut = lineClaimsAsks({ location, answers }, whole)
    .flatMap(ask => answerTo(answers, ask)?.reply ?? [])
    .find(({ truncated }) => truncated)
  if (!cut || !claims || !hasClaimFilter(location.filters)) return null
  const count = [...network.edges.keys()].filter(id => !claims.has(id)).length
  return count === 0 ? null : <>{t('filter.unknown', { count, shown: cut.rows.length, total: cut.total ?? '?' })} </>
}

function closeOnEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>): void {
  if (key !== 'Escape') return
  currentTarget.open = false
  currentTarget.querySelector('summary')?.focus()
}

/** One filter that is set; a click removes it. */
function FilterChip({ field }: { field: FilterField }) {
  const { t } = useWords()
  const words = useFilterWords()
  const explorer = useExplorer()
  const filters = useExplorerState(state => state.location.filters)
  return (
    <button
      type="button"
      className="filter-chip"
      title={t('filter.remove')}
      aria-label={`${t('filter.remove')}${t('colon')}${words(field, filters[field] ?? '')}`}
      onClick={() => explorer.navigate({ filters: withFilter(filters, field, '') })}
    >
      {words(field, filters[field] ?? '')} <span aria-hidden="true">×</span>
    </button>
  )
}

/** The filters with another value of a field; an empty one removes it. */
function withFilter(filters: Filtered, field: FilterField, value: string): Filtered {
  const { [field]: _, ...others } = filters
  return value === '' ? others : { ...others, [field]: value }
}

function FilterForm({ network }: { network: Network }) {
  const { t } = useWords()
  const explorer = useExplorer()
  const whole = useExplorerState(state => state.network)
  const location = useExplorerState(state => state.location)
  const answers = useExplorerState(state => state.answers)
  const claims = useExplorerState(state => state.lineClaims)
  const asks = lineClaimsAsks({ location, answers }, whole)
  useEffect(() => {
    for (const ask of asks) void explorer.ask(ask)
  })
  return (
    <div className="filter-form">
      {FILTER_FIELDS.map(field => (
        <Field key={field} field={field} network={network} claims={claims} />
      ))}
      <p className="quiet">{t(claims ? 'filter.help' : 'loading')}</p>
      {asks.slice(0, 1).map(ask => (
        <Cypher key={ask.name} ask={ask} />
      ))}
    </div>
  )
}

function Field({ field, network, claims }: { field: FilterField; network: Network; claims: LineClaims | null }) {
  const { t, language } = useWords()
  const id = useId()
  const wordOf = useValueWords()
  const explorer = useExplorer()
  const filters = useExplorerState(state => state.location.filters)
  const value = filters[field] ?? ''
  const counts = [...filterValues(network, field, claims)]
  const choose = (chosen: string) => explorer.navigate({ filters: withFilter(filters, field, chosen) })
  const options = counts
    .map(([one, count]) => ({ value: one, words: wordOf(field, one), count }))
    .sort((a, b) => byOrder(field, a, b, language))
  if (field === 'role') {
    // The key makes the field forget what was typed when the filter changes elsewhere.
    return (
      <form
        key={value}
        onSubmit={event => {
          event.preventDefault()
          choose(String(new FormData(event.currentTarget).get(field) ?? '').trim())
        }}
      >
        <label htmlFor={id}>{t('filter.role')}</label>
        <input id={id} name={field} list={`${id}-roles`} defaultValue={value} placeholder={t('filter.part')} />
        <datalist id={`${id}-roles`}>
          {options.map(one => (
            <option key={one.value} value={one.value} />
          ))}
        </datalist>
      </form>
    )
  }
  return (
    <div>
      <label htmlFor={id}>{t(`filter.${field}`)}</label>
      <select id={id} value={value} onChange={event => choose(event.target.value)}>
        <option value="">{t('filter.any')}</option>
        {value !== '' && !options.some(one => one.value === value) && (
          <option value={value}>{wordOf(field, value)} (0)</option>
        )}
        {options.map(one => (
          <option key={one.value} value={one.value}>
            {one.words} ({one.count})
          </option>
        ))}
      </select>
    </div>
  )
}

interface Option {
  value: string
  words: string
  count: number
}

const byOrder = (field: FilterField, a: Option, b: Option, language: Language): number =>
  field === 'sources' ? (a.value < b.value ? -1 : 1) : a.words.localeCompare(b.words, language)

function valueWords(t: Translate, field: FilterField, value: string): string {
  const usual = { defaultValue: value }
  if (field === 'kind')
    return t(value === 'person' || value === 'organisation' ? `kind.${value}` : `filter.type.${value}`, usual)
  if (field === 'manner' || field === 'status') return t(`${field}.${value}`, usual)
  if (field === 'certainty' || field === 'disputed' || field === 'sources') return t(`filter.value.${value}`, usual)
  return value
}

function useValueWords(): (field: FilterField, value: string) => string {
  const { t } = useWords()
  const network = useExplorerState(state => state.network)
  return (field, value) =>
    field === 'organisation' ? (network?.nodes.get(value)?.name ?? value) : valueWords(t, field, value)
}

/** A filter in words: "Manner of leaving: resigned". */
function useFilterWords(): (field: FilterField, value: string) => string {
  const { t } = useWords()
  const wordOf = useValueWords()
  return (field, value) => `${t(`filter.${field}`)}${t('colon')}${wordOf(field, value)}`
}

/** Shown instead of the map if nothing passes the filters: which ones, how much each alone leaves, and the way back. */
export function NothingLeft() {
  const { t } = useWords()
  const words = useFilterWords()
  const explorer = useExplorer()
  const unfiltered = useExplorerState(state => state.unfiltered)
  const shown = useExplorerState(state => state.shown)
  const claims = useExplorerState(state => state.lineClaims)
  const filters = useExplorerState(state => state.location.filters)
  const set = FILTER_FIELDS.filter(field => filters[field] !== undefined)
  if (!unfiltered || !shown || unfiltered.nodes.size === 0 || shown.nodes.size > 0) return null
  const leaves = (field: FilterField) => filterNetwork(unfiltered, { [field]: filters[field] }, claims).edges.size
  return (
    <div className="notice nothing-left" role="status">
      <h3>{t('filter.nothing')}</h3>
      <ul>
        {set.map(field => (
          <li key={field}>
            {words(field, filters[field] ?? '')}{' '}
            <span className="quiet">{t('filter.alone', { lines: t('summary.lines', { count: leaves(field) }) })}</span>{' '}
            <button
              type="button"
              className="button"
              onClick={() => explorer.navigate({ filters: withFilter(filters, field, '') })}
            >
              {t('filter.remove')}
            </button>
          </li>
        ))}
      </ul>
      {set.length > 1 && (
        <button type="button" className="button strong" onClick={() => explorer.navigate({ filters: {} })}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  )
}
