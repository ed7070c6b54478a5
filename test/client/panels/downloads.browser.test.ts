import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { drawnNodes, openForFile } from '../../setup/browser.ts'

const tests = openForFile()

/** What each file begins with or contains, by the end of its path. */
const FILES: Record<string, RegExp> = {
  'overview.svg': /^<svg [\s\S]*March 2024: \d+ surely there all the time/,
  'overview.png': /^.PNG/,
  'overview.csv': /^[a-z.]+,[\s\S]*\n/,
  'overview.json': /^\{"query":"overview"/,
  'overview.ndjson': /^\{.*\}\n/,
  'overview.nodes.csv': /^id,[\s\S]*openai/,
  'overview.edges.csv': /asOf[\s\S]*openai/,
  'overview.gexf': /^<\?xml[\s\S]*<gexf /,
  'overview.graphml': /^<\?xml[\s\S]*<graphml /,
  'all-claims.csv': /^[a-z.]+,[\s\S]*openai/,
}

test('each entry of the download menu gives the file that it names, as of the date of the map', async () => {
  const { page, errors, close } = await tests.visit()
  await page.goto(`${tests.app.url}?at=2024-03&lang=en`)
  await drawnNodes(page)
  const menu = page.locator('.caption .downloads')
  await menu.locator('summary').click()
  const links = menu.locator('a[download]')
  const found: string[] = []
  for (const link of await links.all()) {
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const name = new URL(download.url()).pathname.split('/').at(-1) ?? ''
    const file = await readFile(await download.path())
    const words = await link.innerText()
    const text = file.toString(name.endsWith('.png') ? 'latin1' : 'utf8')
    // Excel's CSV differs from the other by its mark.
    const isForExcel = words.includes('Excel')
    expect([name, text.startsWith('\ufeff')]).toEqual([name, isForExcel])
    expect([name, (FILES[name] ?? /^$/).test(text.replace(/^\ufeff/, ''))], `${words}: ${text.slice(0, 200)}`).toEqual([
      name,
      true,
    ])
    expect([name, download.suggestedFilename()]).toEqual([name, name])
    found.push(isForExcel ? 'Excel' : name)
  }
  expect(found.toSorted()).toEqual([...Object.keys(FILES), 'Excel'].toSorted())

  const citation = menu.locator('a:not([download])')
  const response = await page.request.get(new URL((await citation.getAttribute('href')) ?? '', page.url()).href)
  expect(await response.text()).toContain('at=2024-03')
  await close()
  expect(errors).toEqual([])
})
