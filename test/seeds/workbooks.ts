import { strToU8, zipSync } from 'fflate'

/** A sheet as its author left it; rows and columns are named as the spreadsheet program shows them. */
export interface TestSheet {
  name: string
  rows: string[][]
  state?: 'visible' | 'hidden' | 'veryHidden'
  hiddenRows?: number[]
  hiddenColumns?: string[]
  /** Whether the rows are hidden by a filter and not by hand. */
  filtered?: boolean
}

/** The sheets of a small data set with these claims: the person ada, the organisation mill and the source gaz. */
export const smallSheets = (claims: string[][]): TestSheet[] => [
  {
    name: 'people',
    rows: [
      ['id', 'name'],
      ['ada', 'Ada Mill'],
    ],
  },
  {
    name: 'organisations',
    rows: [
      ['id', 'name', 'type'],
      ['mill', 'The Mill', 'company'],
    ],
  },
  {
    name: 'sources',
    rows: [
      ['id', 'title'],
      ['gaz', 'Gazette'],
    ],
  },
  { name: 'claims', rows: claims },
]

const zip = (parts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))

/** An XLSX workbook of text, written as Excel writes one. */
export function xlsxOf(sheets: TestSheet[]): Uint8Array {
  const named = sheets.map(({ name, state = 'visible' }, at) => {
    const hidden = state === 'visible' ? '' : ` state="${state}"`
    return `<sheet name="${name}" sheetId="${at + 1}"${hidden} r:id="rId${at + 1}"/>`
  })
  const relations = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"'
  return zip({
    'xl/workbook.xml': `<workbook ${main}><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheet(main, sheet)])),
  })
}

function worksheet(main: string, { rows, hiddenRows = [], hiddenColumns = [], filtered = false }: TestSheet): string {
  const columns = hiddenColumns.map(letter => {
    const number = letter.charCodeAt(0) - 64
    return `<col min="${number}" max="${number}" width="0" hidden="1" customWidth="1"/>`
  })
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const body = rows.map((row, at) => {
    const hidden = hiddenRows.includes(at + 1) ? ' hidden="1"' : ''
    return `<row r="${at + 1}"${hidden}>${row.map(cell).join('')}</row>`
  })
  const cols = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  const filter = filtered ? `<autoFilter ref="A1:B${rows.length}"/>` : ''
  return `<worksheet ${main}>${cols}<sheetData>${body.join('')}</sheetData>${filter}</worksheet>`
}

const NAMESPACES = ['office', 'table', 'text', 'style', 'number', 'calcext']
  .map(prefix => `xmlns:${prefix}="urn:${prefix}"`)
  .join(' ')

/** An ODS workbook, written as LibreOffice writes one; a text that begins with < is the XML of a cell. */
export function odsOf(sheets: TestSheet[]): Uint8Array {
  const tables = sheets.map(({ name, rows, state = 'visible', hiddenRows = [], hiddenColumns = [], filtered }) => {
    const most = Math.max(...rows.map(row => row.length))
    const columns = Array.from({ length: most }, (_, at) =>
      hiddenColumns.includes(String.fromCharCode(65 + at))
        ? '<table:table-column table:visibility="collapse"/>'
        : '<table:table-column/>',
    )
    const cell = (text: string) =>
      text.startsWith('<')
        ? text
        : text === ''
          ? '<table:table-cell/>'
          : `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
    const body = rows.map((row, at) => {
      const hidden = hiddenRows.includes(at + 1) ? ` table:visibility="${filtered ? 'filter' : 'collapse'}"` : ''
      return `<table:table-row${hidden}>${row.map(cell).join('')}</table:table-row>`
    })
    const blank =
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    const style = state === 'visible' ? 'ta1' : 'ta2'
    return `<table:table table:name="${name}" table:style-name="${style}">${columns.join('')}${body.join('')}${blank}</table:table>`
  })
  const styles =
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>' +
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>' +
    '<number:date-style style:name="N1"><number:year number:style="long"/></number:date-style>' +
    '<number:date-style style:name="N2"><number:month/><number:text>/</number:text><number:year/></number:date-style>' +
    '<style:style style:name="year" style:family="table-cell" style:data-style-name="N1"/>' +
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N2"/>'
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`,
  })
}
