/** How to convert unsupported file types, by extension. */
const OTHER_PROGRAMS: Readonly<Record<string, string>> = {
  xls: 'is a workbook in an old format; save it as .xlsx',
  xlsb: 'is a binary workbook; save it as .xlsx',
  xlt: 'is a template in an old format; save it as .xlsx',
  xltx: 'is a template; save it as .xlsx',
  fods: 'is a flat OpenDocument spreadsheet; save it as .ods or .xlsx',
  numbers: 'is a Numbers spreadsheet; export it as .xlsx or .csv',
  gsheet: 'is a link to an online spreadsheet; download that as .xlsx',
  parquet: 'is a Parquet file; export it as .csv or .jsonl',
  sqlite: 'is a database; export its tables as .csv',
  db: 'is a database; export its tables as .csv',
  rdf: 'is RDF; query it, and save the result as .csv or .json',
  ttl: 'is RDF; query it, and save the result as .csv or .json',
  nt: 'is RDF; query it, and save the result as .csv or .json',
  srx: 'is a SPARQL result in XML; save it as .json or .csv',
  gml: 'is a graph in GML; save it as .graphml or .gexf',
  net: 'is a Pajek network; save it as .graphml or .gexf',
  gephi: 'is a Gephi project; export it as .gexf or .graphml',
  zip: 'is an archive; extract and load its files',
  '7z': 'is an archive; extract and load its files',
  bz2: 'is compressed with bzip2; decompress it, or compress it as .gz',
  xz: 'is compressed with xz; decompress it, or compress it as .gz',
  zst: 'is compressed with Zstandard; decompress it, or compress it as .gz',
  pdf: 'is a PDF; put its table into a .csv or .xlsx file',
  docx: 'is a text document; put its table into a .csv or .xlsx file',
  doc: 'is a text document; put its table into a .csv or .xlsx file',
}

/** Files that can be read only with a mapping. */
const BY_MAPPING = ['yaml', 'yml']

/** Advice on reading an unsupported file; undefined if the extension is unknown. */
export const wayToRead = (extension: string): string | undefined =>
  Object.hasOwn(OTHER_PROGRAMS, extension) ? OTHER_PROGRAMS[extension] : undefined

/** The same advice for a load without a mapping. */
export const wayWithoutMapping = (extension: string): string | undefined =>
  BY_MAPPING.includes(extension)
    ? `requires a mapping; draft one with npm run load -- --map init FILE (docs/mapping.md)`
    : wayToRead(extension)
