import { expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { mapColours } from '../../../client/style/theme.ts'
import { drawnMap, drawnNodes, openForFile } from '../../setup/browser.ts'

const { look } = dictionary.page
const tests = openForFile()

interface Line {
  subject: { id: string }
  object: { id: string }
  sources: string[]
  statuses: string[]
  manners: string[]
}

/** What `lineCategory` says, written anew. */
const categories: Record<'manner' | 'status' | 'sources', (line: Line) => string> = {
  manner({ manners }) {
    const stated = manners.filter(manner => manner !== 'undisclosed')
    return stated.length > 1 ? 'several' : (stated[0] ?? (manners.length > 0 ? 'undisclosed' : 'none'))
  },
  status: ({ statuses }) =>
    ['confirmed', 'reported', 'rumoured', 'denied'].find(status => statuses.includes(status)) ?? 'none',
  sources: ({ sources }) => (sources.length > 2 ? '3+' : String(sources.length)),
}

test('lines have the colours of what their claims say, nodes the sizes of their numbers, and the legend says which, in light and dark', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  const { rows } = (await (await fetch(`${tests.app.url}api/queries/line-claims`)).json()) as { rows: Line[] }
  const lines = new Map(rows.map(line => [[line.subject.id, line.object.id].toSorted().join(' '), line]))
  const choices = page.locator('.look select')
  const sizes = () =>
    page.evaluate(() => {
      const { view } = window.__whoLeftWhere ?? {}
      return Object.fromEntries(view?.graph.mapNodes(id => [id, view.sigma.getNodeDisplayData(id)?.size ?? 0]) ?? [])
    })
  await page.goto(`${tests.app.url}?colour=manner&size=sources`)
  await drawnNodes(page)
  for (const by of ['manner', 'status', 'sources'] as const) {
    if (by !== 'manner') await choices.first().selectOption(by)
    await page.locator('.legend').getByText(look.legend[by]).waitFor()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      const colours = mapColours(scheme)
      const wrong = async () =>
        Object.entries((await drawnMap(page)).lines).filter(([id, { colour }]) => {
          const line = lines.get(id)
          return colour !== (colours.categories[line ? categories[by](line) : 'none'] ?? colours.otherCategory)
        })
      await expect.poll(wrong).toEqual([])
      const drawn = (await drawnMap(page)).lines
      const used = new Set(Object.values(drawn).map(({ colour }) => colour))
      expect(used.size).toBeGreaterThan(1)
      const legend = await page
        .locator('.legend line[stroke-width="3"]')
        .evaluateAll(all => all.map(one => getComputedStyle(one).stroke))
      expect(legend.toSorted()).toEqual([...used].map(rgb).toSorted())
    }
  }
  const sources = (id: string) =>
    new Set(rows.flatMap(line => ([line.subject.id, line.object.id].includes(id) ? line.sources : []))).size
  const bySources = await sizes()
  const ids = Object.keys(bySources).toSorted((a, b) => sources(a) - sources(b))
  for (const [at, id] of ids.slice(1).entries())
    expect(Number(bySources[id]) - Number(bySources[ids[at] ?? ''])).toBeGreaterThanOrEqual(0)
  expect(Number(bySources[ids.at(-1) ?? ''])).toBeGreaterThan(Number(bySources[ids[0] ?? '']))
  await page.locator('.legend').getByText(look.legend.size.sources).waitFor()
  await choices.last().selectOption('usual')
  await expect.poll(sizes).not.toEqual(bySources)
  expect(new URL(page.url()).search).toBe('?colour=sources')
  expect(errors).toEqual([])
  await close()
})

/** A colour of the theme as the browser says it. */
function rgb(hex: string): string {
  const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16))
  return `rgb(${red}, ${green}, ${blue})`
}
