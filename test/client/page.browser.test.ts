import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { en } from '../../client/i18n/en.ts'
import type { Reply, WireNode } from '../../cypher/wire.ts'
import { startApp, type TestApp } from '../setup/app.ts'
import { clickNode, drawnNodes, openBrowser, placeOfNode, type Visit, visit } from '../setup/browser.ts'

let app: TestApp
let browser: Browser
let visited: Visit

beforeAll(async () => {
  app = await startApp()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})
beforeEach(async () => {
  visited = await visit(browser, [new URL(app.url).origin])
})
afterEach(async () => {
  const { errors, foreign, close } = visited
  await close()
  expect(errors).toEqual([])
  expect(foreign).toEqual([])
})

const open = (search = '') => visited.page.goto(`${app.url}${search}`)
const ask = async (question: string): Promise<Reply> => (await fetch(`${app.url}api/queries/${question}`)).json()
const idsOf = (reply: Reply) => {
  const nodes = reply.rows
    .flatMap(row => Object.values(row))
    .filter(value => (value as WireNode | null)?.kind === 'node')
  return [...new Set(nodes.map(node => String((node as WireNode).properties.id)))].toSorted()
}
const leavers = () =>
  visited.page.locator('.leaver').evaluateAll(items => items.map(item => item.getAttribute('data-person')))

describe('the first page', () => {
  test('draws every node and line of the overview', async () => {
    const reply = await ask('overview')
    await open()
    expect(await drawnNodes(visited.page)).toEqual(idsOf(reply))
    const lines = await visited.page.evaluate(() => window.__whoLeftWhere?.view.graph.size)
    expect(lines).toBe(reply.rows.filter(row => row.target !== null).length)
  })

  test('says at once who left OpenAI and where they went, with every name on the map', async () => {
    await open()
    const nodes = await drawnNodes(visited.page)
    const { page } = visited
    await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
    await page.locator('.leaver').first().waitFor()
    const answered = (await ask('who-left?organisation=openai')).rows.map(row => (row.person as { id: string }).id)
    expect(await leavers()).toEqual(answered)
    expect(await page.locator('.leaver[data-person="tim-brooks"] .went').textContent()).toContain('DeepMind')
    expect(await page.locator('.leaver[data-person="lilian-weng"] .went').textContent()).toContain('undisclosed')
    const named = await page.evaluate(() => window.__whoLeftWhere?.view.drawnLabels().size)
    // The selected one is named on a layer above.
    expect(named).toBeGreaterThanOrEqual(nodes.length - 1)
  })

  test('is the same for everyone who opens it', async () => {
    const positions = () =>
      visited.page.evaluate(() => window.__whoLeftWhere?.view.graph.mapNodes((id, { x, y }) => [id, x, y]))
    await open()
    await drawnNodes(visited.page)
    const first = await positions()
    await open('?utm_source=letter')
    await drawnNodes(visited.page)
    expect(await positions()).toEqual(first)
  })
})

describe('search', () => {
  test('finds 翁荔 and Lilian Weng as one person, and choosing her selects her', async () => {
    const { page } = visited
    await open()
    await drawnNodes(page)
    const found: (string | null)[] = []
    for (const name of ['Lilian Weng', '翁荔']) {
      await page.keyboard.press('/')
      await page.keyboard.type(name)
      const hits = page.getByRole('option')
      await hits.first().waitFor()
      await expect.poll(() => hits.count()).toBe(1)
      found.push(await hits.first().getAttribute('data-id'))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
    }
    expect(found).toEqual(['lilian-weng', 'lilian-weng'])
    expect(new URL(page.url()).searchParams.get('select')).toBe('lilian-weng')
  })

  test('chooses the first hit when it comes, where Enter was pressed before', async () => {
    const { page } = visited
    await open()
    await drawnNodes(page)
    let answer = () => {}
    const held = new Promise<void>(done => {
      answer = done
    })
    await page.route('**/api/queries/search**', async route => {
      await held
      await route.continue()
    })
    const asked = page.waitForRequest('**/api/queries/search**')
    await page.getByRole('combobox').fill('Leike')
    await page.keyboard.press('Enter')
    await asked
    await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
    answer()
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    expect(new URL(page.url()).searchParams.get('select')).toBe('jan-leike')
  })

  test('says so when nobody bears the name', async () => {
    const { page } = visited
    await open()
    await page.getByRole('combobox').fill('Zzyzx')
    await page.getByText('Nobody and nothing bears a name like “Zzyzx”.').waitFor()
  })

  test('offers near names for a misspelt one, which arrows reach and Enter alone does not choose', async () => {
    const { page } = visited
    await open()
    await drawnNodes(page)
    await page.getByRole('combobox').fill('Lillian Wang')
    await page.getByText('Did you mean:').waitFor()
    await page.getByText('Nobody and nothing bears a name like “Lillian Wang”.').waitFor()
    expect(await page.getByRole('option').first().getAttribute('data-id')).toBe('lilian-weng')
    expect(await page.getByRole('option', { selected: true }).count()).toBe(0)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).searchParams.has('select')).toBe(false)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  })

  test('adds whoever is not on the map, with the neighbourhood', async () => {
    const { page } = visited
    await open('?q=around&node=anthropic')
    expect(await drawnNodes(page)).not.toContain('bill-peebles')
    await page.getByRole('combobox').fill('Bill Peebles')
    await page.getByRole('option').first().click()
    await page.getByRole('heading', { name: 'Bill Peebles', level: 2 }).waitFor()
    await expect.poll(() => drawnNodes(page)).toEqual(expect.arrayContaining(['bill-peebles', 'anthropic']))
  })
})

describe('the map', () => {
  test('takes a finger beside a node for the node, on a telephone', async () => {
    const { page, errors, close } = await visit(browser, [new URL(app.url).origin], {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto(app.url)
    await drawnNodes(page)
    const { x, y } = await placeOfNode(page, 'jan-leike')
    await page.touchscreen.tap(x + 8, y)
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    await close()
    expect(errors).toEqual([])
  })

  test('shows the sources of a person who is clicked on the canvas, and the back button takes it back', async () => {
    const { page } = visited
    await open()
    await drawnNodes(page)
    await clickNode(page, 'lilian-weng')
    await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
    const source = page.locator('.claim .source a').first()
    await source.waitFor()
    expect(await source.getAttribute('href')).toMatch(/^https?:\/\//)
    expect(await source.getAttribute('rel')).toBe('noopener noreferrer')
    const rows = (await ask('career?person=lilian-weng')).rows
    expect(await page.locator('.claim').count()).toBe(rows.flatMap(row => row.claims as unknown[]).length)
    await page.goBack()
    await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  })

  test('shows the claims of a line that is clicked, those of that person at that organisation alone', async () => {
    const { page } = visited
    await open('?q=career&person=jan-leike')
    await drawnNodes(page)
    const middle = await page.evaluate(() => {
      const view = window.__whoLeftWhere?.view
      if (!view) throw new Error('nothing is drawn')
      const [a, b] = ['jan-leike', 'anthropic'].map(id => view.sigma.graphToViewport(view.graph.getNodeAttributes(id)))
      const { left, top } = view.sigma.getContainer().getBoundingClientRect()
      return { x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2 + left, y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2 + top }
    })
    await page.mouse.click(middle.x, middle.y)
    await page.locator('h2.ends').waitFor()
    expect(new URL(page.url()).searchParams.getAll('select').toSorted()).toEqual(['anthropic', 'jan-leike'])
    const stays = (await ask('career?person=jan-leike')).rows
    const here = stays.filter(row => (row.organisation as { id: string }).id === 'anthropic')
    await expect.poll(() => page.locator('.claim').count()).toBe(here.flatMap(row => row.claims as unknown[]).length)
    expect(await page.locator('.dates').first().innerText()).toMatch(
      /^Joined: (1 claim dates|\d+ claims date|no claim dates) it/,
    )
  })

  test('says on what the sources of a leaving disagree', async () => {
    const { page } = visited
    const set = (disputes: (keyof typeof en.disputed)[] | null) =>
      app.driver.executeQuery(
        "MATCH ({id: 'lilian-weng'})-[left:LEFT]->({id: 'openai'}) SET left.disputes = $disputes",
        { disputes },
      )
    // The first data set has rumours and no disagreement.
    await set(['date', 'manner'])
    try {
      await open('?q=career&person=lilian-weng&select=lilian-weng')
      const chips = page.locator('.stay[data-organisation=openai] .period .chip.doubt')
      await chips.nth(1).waitFor()
      expect(await chips.allInnerTexts()).toEqual([en.disputed.date, en.disputed.manner])
    } finally {
      await set(null)
    }
  })

  test('draws what is denied as denied, so that lines and claims agree with the panel', async () => {
    const { page } = visited
    await open('?select=xie-saining')
    await drawnNodes(page)
    const stays = page.locator('.stay')
    await stays.first().waitFor()
    await page.getByText(`${await stays.count()} connections`).waitFor()
    const kind = (ends: string[]) =>
      page.evaluate(
        pair => window.__whoLeftWhere?.view.graph.getEdgeAttribute(pair.toSorted().join(' '), 'meaning').kind,
        ends,
      )
    expect(await kind(['xie-saining', 'openai-sora'])).toBe('denied')
    const { records } = await app.driver.executeQuery(
      'MATCH (c:Claim) WHERE c.withdrawn IS NULL RETURN toString(count(c)) AS all',
    )
    await page
      .locator('.caption')
      .getByText(`${records[0]?.get('all')} claims`)
      .waitFor()
    await open('?select=xie-saining&select=openai-sora')
    await page.locator('.chip', { hasText: 'denied' }).first().waitFor()
    await open('?q=career&person=xie-saining')
    await drawnNodes(page)
    expect(await kind(['xie-saining', 'openai-sora'])).toBe('denied')
  })

  test('shows the source of a line between two organisations', async () => {
    const { page } = visited
    await open('?select=openai-sora&select=openai')
    const source = page.locator('.claim .source a')
    await source.waitFor()
    expect(await source.getAttribute('href')).toBe('https://www.36kr.com/p/2655375112700163')
    expect(await page.locator('.claim').innerText()).toContain('¶28')
  })

  test('expands a node in place, moves nobody, collapses again, and looks the same from its address', async () => {
    const { page } = visited
    await open('?q=around&node=anthropic')
    const before = await drawnNodes(page)
    const standing = () =>
      page.evaluate(ids => {
        const graph = window.__whoLeftWhere?.view.graph
        return ids.map(id => [graph?.getNodeAttribute(id, 'x'), graph?.getNodeAttribute(id, 'y')])
      }, before)
    const allPlaces = () =>
      page.evaluate(() => window.__whoLeftWhere?.view.graph.mapNodes((id, { x, y }) => [id, x, y]).toSorted())
    const places = await standing()
    await clickNode(page, 'jan-leike')
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Expand' }).click()
    const around = idsOf(await ask('around?node=jan-leike'))
    await expect.poll(() => drawnNodes(page)).toEqual([...new Set([...before, ...around])].toSorted())
    expect(await standing()).toEqual(places)
    await page.getByText(`all ${around.length - 1} neighbours are on the map`).waitFor()
    const expanded = await allPlaces()
    await page.keyboard.press('e')
    await expect.poll(() => drawnNodes(page)).toEqual(before)
    expect(await standing()).toEqual(places)
    await page.goBack()
    await page.reload()
    await expect.poll(allPlaces).toEqual(expanded)
  })

  test('is there as a list, whose names select', async () => {
    const { page } = visited
    await open('?view=list')
    const nodes = await drawnNodes(page)
    const list = page.getByRole('navigation', { name: 'Everyone and everything on the map' })
    expect(await list.getByRole('listitem').count()).toBe(nodes.length)
    await list.getByRole('link', { name: 'Jan Leike' }).click()
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
  })
})

describe('the panel', () => {
  const focused = () => visited.page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName)

  test('has the keyboard when the link that was followed is gone', async () => {
    const { page } = visited
    await open('?select=openai')
    await page.locator('.leaver[data-person="jan-leike"] .who a').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    await expect.poll(focused).toBe('panel')
  })

  test('keeps the keyboard at a window that is cleared', async () => {
    const { page } = visited
    await open('?select=openai&from=2024-10')
    await page.locator('.leaver').first().waitFor()
    await page.getByRole('button', { name: 'Clear' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Clear' }).waitFor({ state: 'detached' })
    expect(await page.locator(':focus').getAttribute('name')).toBe('from')
    expect(new URL(page.url()).searchParams.has('from')).toBe(false)
  })

  test.each(['select=lilian-weng&select=anthropic', 'select=anthropic&select=deepmind'])(
    'says of two between which no line is drawn that nothing is known: %s',
    async selected => {
      const { page } = visited
      await open(`?${selected}`)
      await drawnNodes(page)
      await page.getByText(en.edge.none).waitFor()
      expect(await page.locator('.panel').getByText(en.loading).count()).toBe(0)
    },
  )

  test('tells that what cannot be added is nobody’s id', async () => {
    const { page, errors } = visited
    await open('?select=openai&select=nobody-at-all')
    await page.getByRole('button', { name: en.addToMap }).click()
    await page.getByRole('alert').getByText('nobody-at-all').waitFor()
    // The browser speaks of the refusal too.
    expect(errors.splice(0)).toEqual([expect.stringContaining('400')])
  })

  test('stays as it is when Escape closes the drawer of the Cypher, and is cleared by the next', async () => {
    const { page } = visited
    await open('?select=openai')
    await drawnNodes(page)
    const drawer = page.locator('.caption .cypher')
    const isOpen = () => drawer.evaluate(details => (details as HTMLDetailsElement).open)
    for (const leave of [true, false]) {
      await drawer.locator('summary').click()
      if (leave) await drawer.locator('summary').blur()
      else await drawer.getByRole('button', { name: 'Copy' }).focus()
      await page.keyboard.press('Escape')
      expect(await isOpen()).toBe(false)
      await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
    }
    expect(await page.locator(':focus').evaluate(element => element.tagName)).toBe('SUMMARY')
    await page.keyboard.press('Escape')
    await page.getByText(en.panel.nothing).waitFor()
  })
})

describe('what is behind it', () => {
  test('is the Cypher of the picture and of each list, with its parameters', async () => {
    const { page } = visited
    await open()
    await page.locator('.leaver').first().waitFor()
    for (const name of ['overview', 'who-left', 'where-they-went']) {
      const params = name === 'overview' ? '' : '?organisation=openai'
      const reply = await ask(`${name}${params}`)
      const shown = page.locator(`.cypher[data-query="${name}"]`)
      await shown.getByText('Show Cypher').click()
      expect(await shown.locator('pre').first().textContent()).toBe(reply.cypher)
      expect(JSON.parse((await shown.locator('pre').nth(1).textContent()) ?? '')).toEqual(reply.params)
    }
  })

  test('changes with a window, which is in the address and can be shared', async () => {
    const { page } = visited
    await open()
    await page.locator('.leaver').first().waitFor()
    const all = await leavers()
    await page.getByLabel('From').fill('2024-10')
    await page.getByRole('button', { name: 'Apply' }).click()
    const windowed = (await ask('who-left?organisation=openai&from=2024-10')).rows.map(
      r => (r.person as { id: string }).id,
    )
    expect(windowed.length).toBeLessThan(all.length)
    await expect.poll(leavers).toEqual(windowed)
    await page.goto(page.url())
    await page.locator('.leaver').first().waitFor()
    expect(await leavers()).toEqual(windowed)
  })

  test('is said in Chinese too', async () => {
    const { page } = visited
    await open('?lang=zh&select=lilian-weng')
    await page.getByRole('heading', { name: '履历' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    await page.getByText('2024年11月15日').first().waitFor()
  })
})
