import { escapeXml } from '../text/xml-text.ts'

/** An element of HTML or SVG before it is text in a file or a node in a page. Its texts are untrusted: whoever writes it escapes them. */
export interface Markup {
  name: string
  /** In their order; undefined, null and false mean that the attribute is absent, true that it is empty. */
  attributes: Readonly<Record<string, string | number | boolean | null | undefined>>
  children: readonly (Markup | string)[]
}

type Child = Markup | string | null | undefined | false

/** An element; children that are nothing are left out. */
export const markup = (
  name: string,
  attributes: Markup['attributes'] = {},
  ...children: readonly (Child | readonly Child[])[]
): Markup => ({
  ...{ name, attributes },
  children: children
    .flat()
    .filter(
      (child): child is Markup | string => child !== null && child !== undefined && child !== false && child !== '',
    ),
})

/** Shapes have no content. */
const EMPTY = new Set(['rect', 'circle', 'path'])

/** The element as text, with attributes in double quotes. Every text is escaped, and characters that XML forbids are left out. */
export function markupText(element: Markup | string): string {
  if (typeof element === 'string') return escapeXml(element)
  const { name, attributes, children } = element
  const list = Object.entries(attributes).map(([key, value]) =>
    value === undefined || value === null || value === false
      ? ''
      : ` ${key}="${value === true ? '' : typeof value === 'string' ? escapeXml(value) : value}"`,
  )
  const opening = `<${name}${list.join('')}`
  return EMPTY.has(name) ? `${opening}/>` : `${opening}>${children.map(markupText).join('')}</${name}>`
}
