import { createContext, type MouseEvent, use, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Language } from '../i18n/languages.ts'
import { loadWords } from '../i18n/load-words.ts'
import { chooseLanguage, type Namespace, type Translate, translator } from '../i18n/translate.ts'
import type { Explorer, ExplorerState } from '../store/explorer.ts'
import { changeLocation, encodeLocation, type Location } from '../store/location.ts'
import type { UrlHistory } from '../store/url-history.ts'

export interface Page {
  explorer: Explorer
  language: Language
  /** Undoes and redoes changes of the view; absent where nothing is in the URL. */
  history?: UrlHistory
  /** Whether the server accepts ad hoc Cypher. */
  hasConsole?: boolean
}

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const page = use(PageContext)
  if (!page) throw new Error('This panel is outside the page; render it under PageContext.')
  return page
}

export const useExplorer = (): Explorer => usePage().explorer

/** The language of the page: the one asked for as soon as its words are here, and until then the one before. */
export function useLanguage(asked: Language | null, namespace?: Namespace): Language {
  const wanted = chooseLanguage(asked, navigator.languages)
  const [language, setLanguage] = useState(wanted)
  useEffect(() => {
    let isWanted = true
    void loadWords(wanted, namespace).then(() => isWanted && setLanguage(wanted))
    return () => {
      isWanted = false
    }
  }, [wanted, namespace])
  return language
}

/** A part of the state. The selector must return a stored value, not a new object on each call. */
export const useExplorerState = <Part>(selector: (state: ExplorerState) => Part): Part =>
  useStore(useExplorer().store, selector)

export function useWords(): { t: Translate; language: Language } {
  const { language } = usePage()
  return { t: translator(language), language }
}

/** Attributes of a link to another state of this page; a plain click does not reload it. */
export function useStateLink() {
  const explorer = useExplorer()
  const location = useExplorerState(state => state.location)
  return (change: Partial<Location>) => ({
    href: `${encodeLocation(changeLocation(location, change))}` || '?',
    onClick(event: MouseEvent) {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
      event.preventDefault()
      explorer.navigate(change)
    },
  })
}
