import type { Request } from 'express'
import type { Language } from '../pages/page-words.ts'

/** The language of a page: `lang` in the URL, or the one that the browser prefers. */
export function languageOf(request: Request): Language {
  const { lang } = request.query
  if (lang === 'en' || lang === 'zh') return lang
  return request.acceptsLanguages('en', 'zh') === 'zh' ? 'zh' : 'en'
}
