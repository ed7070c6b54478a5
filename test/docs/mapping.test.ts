import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parseMapping } from '../../seeds/map/parse.ts'
import { formats } from '../../seeds/read/registry.ts'
import { readMapped, readPaths, shortClaims } from '../seeds/reading.ts'

const page = await readFile('docs/mapping.md', 'utf8')
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? ''

test('the mapping in docs/mapping.md produces the claims that the page shows', async () => {
  const { data, messages } = await readMapped(block('yaml'), { 'transfers.csv': block('csv') })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual([
    'ada-alvarez club-the-mill left 2015-03-05',
    'ada-alvarez club-the-kiln joined 2015-03-05',
    'ben club-the-mill left 2019-06',
  ])
})

test('the example mapping for Congress reads the format that its publishers write', async () => {
  const yaml = await readFile('docs/examples/congress-legislators.yaml', 'utf8')
  expect(parseMapping('m', yaml).problems).toEqual([])
  const { data, messages } = await readPaths(['test/seeds/fixtures/legislators.yaml'], {
    map: 'docs/examples/congress-legislators.yaml',
  })
  expect(messages).toEqual([])
  expect(data.people.map(({ name, aliases }) => [name, ...aliases]).toSorted()).toEqual([
    ['Bernard Sanders', 'Bernie'],
    ['Maria Cantwell'],
  ])
  expect(shortClaims(data)).toEqual([
    'C000127 us-house joined 1993-01-05',
    'C000127 us-house left 1995-01-03',
    'C000127 us-senate joined 2001-01-03',
    'S000033 us-house joined 1991-01-03',
    'S000033 us-house left 2007-01-03',
    'S000033 us-senate joined 2007-01-04',
  ])
})

test('docs/formats.md lists every format with its endings', async () => {
  const lines = (await readFile('docs/formats.md', 'utf8')).split('\n')
  for (const { name, extensions } of await formats()) {
    const row = lines.find(line => line.startsWith(`| \`${name}\` |`))
    for (const extension of extensions) expect(row).toContain(`\`.${extension}\``)
  }
})

test('the mapping of a network in docs/mapping.md reads the edges of a GEXF file', async () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const yaml = blocks.find(text => text.includes('{source.label}')) ?? ''
  const gexf = `<gexf><graph><nodes><node id="a" label="Ada"/><node id="m" label="The Mill"/></nodes>
<edges><edge source="a" target="m" start="2010" end="2012"/></edges></graph></gexf>`
  const { data, messages } = await readMapped(yaml, { 'network.gexf': gexf })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['a m joined 2010', 'a m left 2012'])
})
