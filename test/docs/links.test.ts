import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const FOLDERS = ['docs', 'cypher', 'picture', 'seeds', 'server', 'client', 'test']

async function markdownFiles(): Promise<string[]> {
  const atRoot = (await readdir('.')).filter(name => name.endsWith('.md'))
  const inFolders = await Promise.all(
    FOLDERS.map(async folder => (await readdir(folder, { recursive: true })).map(name => join(folder, name))),
  )
  return [...atRoot, ...inFolders.flat().filter(name => name.endsWith('.md'))].sort()
}

const files = await markdownFiles()
const texts = new Map(await Promise.all(files.map(async file => [file, await readFile(file, 'utf8')] as const)))

const headings = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading)

/** As GitHub makes it: lower case, without punctuation, a hyphen for each space. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')

const withoutCode = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')

test.each(files)('every link in %s leads to a file, and to a heading where it names one', async file => {
  for (const [, target = ''] of withoutCode(texts.get(file) ?? '').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
    const [path = '', anchor] = target.split('#')
    const linked = path === '' ? file : join(dirname(file), path)
    await expect(stat(linked), target).resolves.toBeDefined()
    if (anchor !== undefined) expect(headings(texts.get(linked) ?? '').map(anchorOf), target).toContain(anchor)
  }
})

const decisions = files.filter(file => file.startsWith('docs/decisions/'))
const recordsOf = (file: string) => (texts.get(file) ?? '').split(/^## /m).slice(1)

test('docs/design-choices.md lists every decision record with a link', () => {
  expect(decisions.length).toBeGreaterThan(5)
  const lines = new Set(texts.get('docs/design-choices.md')?.split('\n'))
  for (const file of decisions)
    for (const record of recordsOf(file)) {
      const heading = record.split('\n')[0] ?? ''
      expect(lines).toContain(`- [${heading}](${file.slice('docs/'.length)}#${anchorOf(heading)})`)
    }
})

test('every decision record states its context, the decision and the alternatives', () => {
  for (const file of decisions)
    for (const record of recordsOf(file))
      expect([...record.matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, part]) => part)).toEqual([
        'Context',
        'Decision',
        'Alternatives',
      ])
})
