/** Markup. Only `html` and the pictures, which escape every text too, create it. */
export class Html {
  constructor(readonly text: string) {}
}

export type Piece = Html | string | number | null | undefined | false | readonly Piece[]

/** A template that escapes every value, except markup from `html` itself. Attributes must be quoted. */
export const html = (strings: TemplateStringsArray, ...values: Piece[]): Html =>
  new Html(strings.map((string, at) => string + (at < values.length ? render(values[at]) : '')).join(''))

function render(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (Array.isArray(piece)) return piece.map(render).join('')
  return String(piece).replace(/[&<>"']/g, character => ESCAPES[character] ?? '')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The text, if it is an http or https URL; other schemes could run scripts. */
export const webAddress = (text: unknown): string | null =>
  typeof text === 'string' && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null

/** The pieces with a text between each two of them; those that show nothing are left out. */
export const separated = (pieces: readonly Piece[], separator: string): Piece[] =>
  pieces.filter(piece => piece || piece === 0).map((piece, at) => [at > 0 && separator, piece])

/** The text with a piece in place of `{{name}}`. */
export const inserted = (text: string, name: string, piece: Piece): Piece =>
  text.split(`{{${name}}}`).map((part, at) => [at > 0 && piece, part])
