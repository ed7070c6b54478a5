import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Language } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Session, SessionState } from '../session.ts'

export interface ConsolePage {
  session: Session
  language: Language
}

export const ConsoleContext = createContext<ConsolePage | null>(null)

function useConsole(): ConsolePage {
  const page = use(ConsoleContext)
  if (!page) throw new Error('This panel is outside the console; render it under ConsoleContext.')
  return page
}

export const useSession = (): Session => useConsole().session

/** A part of the state. The selector must return a stored value, not a new object on each call. */
export const useSessionState = <Part>(selector: (state: SessionState) => Part): Part =>
  useStore(useSession().store, selector)

export function useConsoleWords(): { t: Translate; language: Language } {
  const { language } = useConsole()
  return { t: translator(language, 'console'), language }
}
