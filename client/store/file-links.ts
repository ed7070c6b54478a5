import type { z } from 'zod'
import { drawsNetwork } from '../../picture/network/read-reply.ts'
import { questions } from '../api/question-names.ts'
import type { Language } from '../i18n/languages.ts'
import type { Location } from './location.ts'
import { mainAsk } from './required-queries.ts'
import { dateOfRows } from './rows-as-of.ts'

/** The files of an answer that the server makes, by the suffix of their URL. */
export const FILES = {
  picture: ['svg', 'png'],
  rows: ['csv', 'json', 'ndjson'],
  network: ['nodes.csv', 'edges.csv', 'gexf', 'graphml'],
  citation: ['citation.txt'],
} as const
export type FileSuffix = (typeof FILES)[keyof typeof FILES][number]

/** The files of the answer that a page shows, in their groups. Only networks have graph files. */
export const fileGroups = ({ query }: Location): (keyof typeof FILES)[] => {
  const question = questions.get(query)
  return question && drawsNetwork(question)
    ? ['picture', 'rows', 'network', 'citation']
    : ['picture', 'rows', 'citation']
}

/** The path of a file with what the page shows: its question, the expanded nodes of its map, and the date of its rows. */
export function filePath(location: Location, suffix: FileSuffix, language: Language): string {
  const { name, params } = mainAsk(location)
  const question = questions.get(name)
  const url = new URLSearchParams(params)
  const at = dateOfRows(location)
  if (!FILES.rows.some(each => each === suffix)) {
    if (at) url.set('at', at)
    if (at && location.hideAbsent) url.set('absent', 'hide')
    if (question && drawsNetwork(question)) for (const id of location.expand) url.append('expand', id)
  }
  if (suffix === 'png') url.set('scale', '2')
  if (!FILES.rows.some(each => each === suffix) && !suffix.endsWith('.csv')) url.set('lang', language)
  return pathOf(name, suffix, url)
}

/** The same rows for Excel, which recognises UTF-8 by a mark at the beginning. */
export function excelPath(location: Location): string {
  const { name, params } = mainAsk(location)
  return pathOf(name, 'csv', new URLSearchParams({ ...params, bom: 'yes' }))
}

/** The claims about the node of the question, or all. */
export function claimsPath({ params }: Location): string {
  const node = params.node ?? params.person ?? params.organisation
  return pathOf('all-claims', 'csv', new URLSearchParams({ ...(node ? { node } : {}), limit: '1000000' }))
}

/** The path of as many rows as the question can have, up to `total`, line by line. */
export function allRowsPath(location: Location, total: number): string {
  const { name, params } = mainAsk(location)
  const most = mostRows(questions.get(name)?.params.shape.limit)
  return pathOf(name, 'ndjson', new URLSearchParams({ ...params, limit: String(Math.min(total, most)) }))
}

function mostRows(limit: z.ZodType | undefined): number {
  let most = 1
  while (limit?.safeParse(String(most * 10)).success) most *= 10
  for (let step = most; step >= 1; step /= 10) while (limit?.safeParse(String(most + step)).success) most += step
  return most
}

const pathOf = (name: string, suffix: string, url: URLSearchParams): string =>
  `/api/queries/${encodeURIComponent(name)}.${suffix}${url.size > 0 ? `?${url}` : ''}`
