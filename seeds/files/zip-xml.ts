import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { FileError, MAX_WHOLE } from './input.ts'

/**
 * The XML parts of a zipped document, by lower-case path.
 * @throws {FileError} if the zip is invalid, or too large when unpacked
 */
export function unpackXml(bytes: Uint8Array): ReadonlyMap<string, string> {
  let total = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(xml|rels)$/i.test(name)) return false
        total += originalSize
        if (total > MAX_WHOLE)
          throw new FileError('is larger than 512 MB when decompressed; save it as CSV and split it')
        return true
      },
    })
    return new Map(Object.entries(parts).map(([name, content]) => [name.toLowerCase(), strFromU8(content)]))
  } catch (error) {
    if (error instanceof FileError) throw error
    throw new FileError('is not a complete workbook; save it as .xlsx, or download it again')
  }
}

export interface XmlHandlers {
  open(tag: SaxesTagPlain): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Walks through XML; names have no namespace prefix. Strict, without custom entities, so that a document cannot expand
 * itself.
 */
export function walkXml(xml: string, { open, close, text }: XmlHandlers): void {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw new FileError(`has a corrupt part: ${error.message.slice(0, 200)}`)
  })
  parser.on('opentag', tag => open({ ...tag, name: localName(tag.name) }))
  if (close) parser.on('closetag', ({ name }) => close(localName(name)))
  if (text) parser.on('text', text)
  parser.write(xml.replace(/^\ufeff/, '')).close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
