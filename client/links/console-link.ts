import type { Mode } from '../../cypher/adhoc.ts'
import { LANGUAGES, type Language } from '../i18n/languages.ts'

/** The state that the console's URL encodes. Pure: `browser-history.ts` connects it to the browser. */

export interface Address {
  query: string
  /** As typed, so it may be invalid JSON. */
  params: string
  mode: Mode
  lang: Language | null
  /** Unknown parameters, which are kept. */
  rest: [string, string][]
}

export const emptyAddress = (): Address => ({ query: '', params: '', mode: 'run', lang: null, rest: [] })

const OWN = new Set(['query', 'params', 'mode', 'lang'])

export function decodeAddress(search: string): Address {
  const url = new URLSearchParams(search)
  const mode = url.get('mode')
  return {
    query: (url.get('query') ?? '').replace(/\r\n?/g, '\n'),
    params: (url.get('params') ?? '').replace(/\r\n?/g, '\n'),
    mode: mode === 'explain' || mode === 'profile' ? mode : 'run',
    lang: LANGUAGES.find(lang => lang === url.get('lang')) ?? null,
    rest: [...url].filter(([name]) => !OWN.has(name)),
  }
}

/** The query string with its `?`, or an empty string if everything has its default. */
export function encodeAddress({ query, params, mode, lang, rest }: Address): string {
  const url = new URLSearchParams()
  if (query) url.set('query', query)
  if (params.trim()) url.set('params', params)
  if (mode !== 'run') url.set('mode', mode)
  if (lang) url.set('lang', lang)
  for (const [name, value] of rest) url.append(name, value)
  const text = url.toString()
  return text && `?${text}`
}

/** A link to the console with a statement. Following it does not run the statement. */
export const consoleLink = (query: string, params: Record<string, unknown>, lang: Language | null): string =>
  `/console${encodeAddress({ ...emptyAddress(), query, params: writtenParams(params), lang })}`

export const writtenParams = (params: Record<string, unknown>): string =>
  Object.keys(params).length > 0 ? JSON.stringify(params) : ''
