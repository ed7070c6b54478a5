import type { Language } from '../../cypher/query.ts'
import { commonWords, fill } from '../../cypher/words/common-words.ts'
import { hasSeparator, lastName, mapNames } from './name-list.ts'
import type { Hit } from './name-search.ts'
import { alikeIds, placeLine } from './place-line.ts'

const PAUSE_MS = 200

/**
 * Completes names in a field, as a combobox whose options are chosen by hand: Enter without a chosen option submits the form.
 * The field shows names and submits ids, because others may have the same name. Its data attributes are those of
 * `server/pages/question-form.ts`.
 */
export function completeNames(
  input: HTMLInputElement,
  search: (text: string) => Promise<Hit[]>,
  language: Language,
): void {
  const { completes = 'any', names = '{}' } = input.dataset
  const several = input.dataset.several !== undefined
  const given = new Map(Object.entries<string>(JSON.parse(names)))
  const ids = new Map<string, string>()
  const list = document.createElement('div')
  let hits: Hit[] = []
  let active = -1
  let timer: ReturnType<typeof setTimeout> | undefined

  /** The name, or the id if the name would not lead to it. */
  const nameFor = (id: string, name: string): string => {
    if (several && (hasSeparator(name) || (ids.get(name) ?? id) !== id)) return id
    ids.set(name, id)
    return name
  }
  const show = (found: Hit[]) => {
    hits = found
    const alike = alikeIds(hits, language)
    list.replaceChildren(...hits.map((hit, at) => optionOf(hit, at, alike.has(hit.id))))
    list.hidden = hits.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    point(-1)
  }
  const point = (at: number) => {
    active = at
    for (const [place, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(place === at))
    const option = list.children[at]
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  const close = () => {
    clearTimeout(timer)
    show([])
  }
  const choose = ({ id, name }: Hit) => {
    const { before } = lastName(input.value, several)
    input.value = `${before}${nameFor(id, name)}${several ? ', ' : ''}`
    close()
  }
  function optionOf(hit: Hit, at: number, isAlike: boolean): HTMLElement {
    const option = document.createElement('div')
    option.id = `${list.id}-${at}`
    option.setAttribute('role', 'option')
    const about = document.createElement('span')
    about.className = 'quiet'
    about.textContent = ` ${aboutOf(hit, completes === 'any', isAlike, language)}`
    option.append(hit.name, about)
    // On mouse down, because at the click the field has lost the focus and the list is closed.
    option.addEventListener('mousedown', event => {
      event.preventDefault()
      choose(hit)
    })
    return option
  }

  list.id = `${input.id}-names`
  list.className = 'hits'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? input.name)
  input.after(list)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value)
  input.value = mapNames(input.value, several, id => {
    const name = given.get(id)
    return name === undefined ? id : nameFor(id, name)
  })
  show([])

  input.addEventListener('input', () => {
    clearTimeout(timer)
    const { last } = lastName(input.value, several)
    if (last === '') return show([])
    timer = setTimeout(async () => {
      const found = await search(last)
      if (document.activeElement !== input || lastName(input.value, several).last !== last) return
      show(found.filter(({ kind }) => completes === 'any' || kind === completes))
    }, PAUSE_MS)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = hits[active]
    if (step) point(active < 0 && step < 0 ? hits.length - 1 : (active + step + hits.length) % hits.length)
    else if (event.key === 'Enter' && chosen) choose(chosen)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
  input.form?.addEventListener('formdata', ({ formData }) =>
    formData.set(
      input.name,
      mapNames(input.value, several, name => ids.get(name) ?? name),
    ),
  )
}

/** What distinguishes a search result from others of the same name. */
function aboutOf(hit: Hit, withKind: boolean, isAlike: boolean, language: Language): string {
  const t = commonWords(language)
  const aliases = hit.aliases.length > 0 && fill(t.alias, { names: hit.aliases.join(' · ') })
  return [withKind && t[hit.kind], placeLine(hit, language), isAlike && hit.id, aliases].filter(Boolean).join(' · ')
}
