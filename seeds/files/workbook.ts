import { FileError } from './input.ts'
import { openOds } from './ods-book.ts'
import type { Workbook } from './workbook-cells.ts'
import { openXlsx } from './xlsx-book.ts'
import { unpackXml } from './zip-xml.ts'

/**
 * Opens an XLSX or ODS workbook. A date cell is read as EDTF with the precision of its format, and a formula as its
 * saved value.
 * @throws {FileError} if the bytes are not a workbook
 */
export function openWorkbook(bytes: Uint8Array): Workbook {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw new FileError('is an old or protected workbook; save it as .xlsx without a password')
  const parts = unpackXml(bytes)
  if (parts.has('xl/workbook.xml')) return openXlsx(parts)
  if (parts.has('content.xml')) return openOds(parts)
  throw new FileError('is not an XLSX or ODS workbook; save it as .xlsx')
}
