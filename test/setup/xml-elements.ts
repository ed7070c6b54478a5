import { SaxesParser } from 'saxes'

/** An element of an XML file with those in it. */
export class XmlElement {
  readonly children: XmlElement[] = []
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
  ) {}

  /** All elements with this name, at any depth. */
  all(name: string): XmlElement[] {
    return this.children.flatMap(child => [...(child.name === name ? [child] : []), ...child.all(name)])
  }
}

/** @throws {Error} if the text is not XML */
export function readXml(text: string): XmlElement {
  const root = new XmlElement('', {})
  const open = [root]
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = new XmlElement(name, { ...(attributes as Record<string, string>) })
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(text).close()
  return root
}
