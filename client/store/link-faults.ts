import { distance } from 'fastest-levenshtein'
import { questions } from '../api/question-names.ts'
import { LANGUAGES } from '../i18n/languages.ts'
import { columnsOf } from '../table/column-names.ts'
import { CLOCKS, decodeLocation, MAX_SELECTED, OWN_PARAMS, readFilter, VIEWS } from './location.ts'
import type { StoryProblem } from './story-problem.ts'
import { readSteps } from './story-steps.ts'
import { columnsNamed } from './table-state.ts'

/** What a link asks for and the page cannot open. */
export type LinkFault =
  /** A question that this page does not have, with the names of the closest ones. */
  | { kind: 'query'; text: string; near: string[] }
  /** A parameter that the question does not have, with the one that may be meant. */
  | { kind: 'param'; text: string; near: string[] }
  /** A column that the table of the question does not have, with the closest ones. */
  | { kind: 'column'; text: string; near: string[] }
  /** A step of a story, with what was expected in it. */
  | { kind: 'story'; text: string; problem: StoryProblem }
  | { kind: 'select' | 'keep' | 'at' | 'camera' | 'clock' | 'view' | 'lang'; text: string }

const NEAR_QUESTIONS = 3

/** The faults of a query string, in their order on the page. Foreign parameters, such as those of a newsletter, are no faults. */
export function linkFaults(search: string, paramsOf: (query: string) => string[]): LinkFault[] {
  const url = new URLSearchParams(search)
  const { query, select, camera, at, vs, table, rest } = decodeLocation(search, paramsOf)
  const faults: LinkFault[] = []
  const isKnown = questions.has(query)
  if (!isKnown) faults.push({ kind: 'query', text: query.slice(0, 80), near: nearQuestions(query) })
  const ofOthers = new Set([...questions.keys()].flatMap(paramsOf))
  const known = [...paramsOf(query), ...OWN_PARAMS]
  for (const [name] of isKnown ? rest : []) {
    if (OWN_PARAMS.has(name)) continue
    const near = known.filter(one => distance(one, name) <= Math.max(1, Math.ceil(name.length / 3)))
    if (near.length > 0 || ofOthers.has(name)) faults.push({ kind: 'param', text: name.slice(0, 80), near })
  }
  const surplus = url
    .getAll('select')
    .filter(id => id !== '')
    .slice(MAX_SELECTED)
  if (select && surplus.length > 0) faults.push({ kind: 'select', text: surplus.join(', ') })
  for (const text of url.getAll('keep')) if (!readFilter(text)) faults.push({ kind: 'keep', text: text.slice(0, 80) })
  if (url.get('at') && at === null) faults.push({ kind: 'at', text: url.get('at') ?? '' })
  else if (at && url.get('vs') && vs === null) faults.push({ kind: 'at', text: url.get('vs') ?? '' })
  // Without a known question there is no map.
  if (isKnown && url.get('camera') && camera === null) faults.push({ kind: 'camera', text: url.get('camera') ?? '' })
  for (const { text, problem } of readSteps(url.getAll('story')).unread)
    faults.push({ kind: 'story', text: text.slice(0, 80), problem })
  const [clock, view, lang] = [url.get('clock'), url.get('view'), url.get('lang')]
  if (clock && !CLOCKS.some(one => one === clock)) faults.push({ kind: 'clock', text: clock })
  if (view && !VIEWS.some(one => one === view)) faults.push({ kind: 'view', text: view })
  const columns = columnsOf(query)
  for (const name of isKnown ? columnsNamed(table) : [])
    if (!columns.includes(name))
      faults.push({ kind: 'column', text: name.slice(0, 80), near: nearest(columns, name, 1) })
  if (lang && !LANGUAGES.some(one => one === lang)) faults.push({ kind: 'lang', text: lang })
  return faults
}

const nearQuestions = (name: string): string[] => nearest([...questions.keys()], name, NEAR_QUESTIONS)

const nearest = (names: readonly string[], name: string, most: number): string[] =>
  names.toSorted((a, b) => distance(a, name) - distance(b, name)).slice(0, most)
