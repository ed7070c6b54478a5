import type { Language } from '../../cypher/query.ts'
import type { Translate } from '../i18n/translate.ts'

export interface Words {
  /** Of this page. */
  t: Translate
  /** Of all pages of the client. */
  words: Translate
  language: Language
}
