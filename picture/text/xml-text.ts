import { withoutForbidden } from './clip-text.ts'

/** A text as content or as a quoted attribute of XML, without the characters that XML forbids. */
export const escapeXml = (text: string): string =>
  withoutForbidden(text).replace(/[&<>"']/g, character => ESCAPES.get(character) ?? '')
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
