import { describe, expect, test } from 'vitest'
import { en as dictionary } from '../../client/i18n/en.ts'
import type { Reply, WireNode } from '../../cypher/wire.ts'
import { clickNode, drawnNodes, openForEachTest, PHONE, placeOfNode } from '../setup/browser.ts'

const en = dictionary.page

const tests = openForEachTest()

const open = (search = '') => tests.visited.page.goto(`${tests.app.url}${search}`)
const ask = async (question: string): Promise<Reply> => (await fetch(`${tests.app.url}api/queries/${question}`)).json()
const idsOf = (reply: Reply) => {
  const nodes = reply.rows
    .flatMap(row => Object.values(row))
    .filter(value => (value as WireNode | null)?.kind === 'node')
  return [...new Set(nodes.map(node => String((node as WireNode).properties.id)))].toSorted()
}
const leavers = () =>
  tests.visited.page.locator('.leaver').evaluateAll(items => items.map(item => item.getAttribute('data-person')))

describe('first page', () => {
  test('the first page draws every line of the overview with its ends and nothing selected, and lists the other nodes', async () => {
    const { page } = tests.visited
    const reply = await ask('overview')
    const connected = { ...reply, rows: reply.rows.filter(({ target }) => target !== null) }
    await open()
    expect(await drawnNodes(page)).toEqual(idsOf(connected))
    const lines = await page.evaluate(() => window.__whoLeftWhere?.view.graph.size)
    expect(lines).toBe(connected.rows.length)
    const faded = () =>
      page.evaluate(() => {
        const view = window.__whoLeftWhere?.view
        return view?.graph.filterNodes(id => (view.sigma.getNodeDisplayData(id)?.zIndex ?? 0) < 1)
      })
    expect(await faded()).toEqual([])
    const summary = page.locator('.panel')
    await summary.getByText('5 sources', { exact: true }).waitFor()
    await summary.getByText(`${lines} lines`).waitFor()
    const alone = idsOf(reply).filter(id => !idsOf(connected).includes(id))
    expect(await summary.locator('.unconnected h3').innerText()).toBe(`${alone.length} without any connection`)
    await summary.getByRole('link', { name: en.unconnected.show }).click()
    await expect.poll(() => drawnNodes(page)).toEqual(idsOf(reply))
    await page.goBack()
    await expect.poll(() => drawnNodes(page)).toEqual(idsOf(connected))
    await summary.locator('.unconnected summary').click()
    await summary.locator('.unconnected a.entity').first().click()
    await expect.poll(() => drawnNodes(page)).toEqual(idsOf(reply))
  })

  test('an organisation lists who left it and where they went, and every node on the map has a label', async () => {
    await open('?select=openai')
    const nodes = await drawnNodes(tests.visited.page)
    const { page } = tests.visited
    await page.getByRole('heading', { name: 'OpenAI', level: 2 }).waitFor()
    await page.locator('.leaver').first().waitFor()
    const answered = (await ask('who-left?organisation=openai')).rows.map(row => (row.person as { id: string }).id)
    expect(await leavers()).toEqual(answered)
    expect(await page.locator('.leaver[data-person="tim-brooks"] .went').textContent()).toContain('DeepMind')
    expect(await page.locator('.leaver[data-person="lilian-weng"] .went').textContent()).toContain('undisclosed')
    const named = await page.evaluate(() => window.__whoLeftWhere?.view.drawnLabels().size)
    // The label of the selected node is on a layer above.
    expect(named).toBeGreaterThanOrEqual(nodes.length - 1)
  })

  test('the first page lays out the map the same way for every visitor', async () => {
    const positions = () =>
      tests.visited.page.evaluate(() => window.__whoLeftWhere?.view.graph.mapNodes((id, { x, y }) => [id, x, y]))
    await open()
    await drawnNodes(tests.visited.page)
    const first = await positions()
    await open('?utm_source=letter')
    await drawnNodes(tests.visited.page)
    expect(await positions()).toEqual(first)
  })
})

describe('a departure that its sources only announce', () => {
  test.each([
    [
      'en',
      {
        ...{
          leaver: 'is to leave on 15 November 2024, as reported on 12 November 2024',
          claim: 'to leave',
          total: '1 is to leave',
        },
        ...{
          career: 'To leave 15 November 2024, as reported on 12 November 2024',
          list: 'to leave 1',
          line: 'joined, to leave',
        },
      },
    ],
    [
      'zh',
      {
        ...{ leaver: '预定2024年11月15日离开，据2024年11月12日的报道', claim: '预定离开', total: '1 人预定离开' },
        ...{ career: '预定离开 2024年11月15日，据2024年11月12日的报道', list: '预定离开 1', line: '加入，预定离开' },
      },
    ],
  ])('panels, evidence and the list never word it as done, in %s', async (lang, words) => {
    const { page } = tests.visited
    await open(`?lang=${lang}&select=openai`)
    const weng = page.locator('.leaver[data-person="lilian-weng"]')
    expect(await weng.locator('.when').innerText()).toContain(words.leaver)
    expect(await weng.locator('.claim .event').allTextContents()).toEqual([words.claim, words.claim])
    expect(await page.locator('.panel .total').innerText()).toContain(words.total)
    await open(`?lang=${lang}&select=lilian-weng`)
    const stay = page.locator('.stay[data-organisation="openai"]')
    expect(await stay.locator('.period').nth(1).innerText()).toContain(words.career)
    await open(`?lang=${lang}&select=lilian-weng&select=openai`)
    await page.locator('.panel .chips').getByText(words.line, { exact: true }).waitFor()
    await open(`?lang=${lang}&view=list`)
    await page
      .locator('.network-list li', { hasText: /^\s*OpenAI\s/ })
      .first()
      .getByText(words.list)
      .waitFor()
  })
})

test('each role and each event of a panel links to its sources, or to the claims if a source has no address', async () => {
  const { page } = tests.visited
  await open('?select=lilian-weng')
  const stay = page.locator('.stay[data-organisation="openai"]')
  await stay.locator('.period').first().waitFor()
  const left = (await ask('career?person=lilian-weng')).rows.find(
    ({ organisation }) => (organisation as { id: string }).id === 'openai',
  )?.claims as { event: string; source: { id: string; url: string | null } }[]
  const sources = new Map(left.flatMap(({ event, source }) => (event === 'left' ? [[source.id, source.url]] : [])))
  const hrefs = await stay
    .locator('.period')
    .nth(1)
    .locator('.source-link a')
    .evaluateAll(links => links.map(link => link.getAttribute('href')))
  expect(hrefs.toSorted()).toEqual(
    [...sources.values()].map(url => url ?? '/q/claims?one=lilian-weng&other=openai').toSorted(),
  )
  for (const role of await stay.locator('.roles > span').all())
    expect(await role.locator('a').count()).toBeGreaterThan(0)
  await open('?select=openai')
  const weng = page.locator('.leaver[data-person="lilian-weng"]')
  await weng.waitFor()
  expect([await weng.locator('.when a').count(), await weng.locator('.role a').count()]).toEqual([2, 2])
})

describe('first sentence', () => {
  const story = () => tests.visited.page.locator('.caption .lead:has(a)').innerText()
  /** People who surely left by a day, by the bounds in the answer; those to whom sources only announce it are not among them. */
  const goneBy = async (day: string, window = '') => {
    const { rows } = await ask(`who-left?organisation=openai${window}`)
    const gone = rows.filter(
      ({ latest, status, scheduledAsOf, certainty }) =>
        (latest === null ? day === '9999' : String(latest) <= day) &&
        (status === 'confirmed' || status === 'reported') &&
        scheduledAsOf === null &&
        certainty === 'definite',
    )
    return new Set(gone.map(({ person }) => (person as { id: string }).id)).size
  }

  test('a return is called a return, and who is to leave is counted apart', async () => {
    await open('?select=openai')
    expect(await story()).toMatch(
      new RegExp(`^${await goneBy('9999')} people left OpenAI .*, and 1 is to leave, as reported on 12 November 2024`),
    )
    expect(await story()).toContain('1 person returned to OpenAI. ')
    expect(await story()).not.toContain('OpenAI (1)')
    const went = tests.visited.page.locator('.destinations li', { hasText: 'returned to OpenAI' })
    await expect.poll(() => went.count()).toBe(1)
  })

  test('it follows the date of the map and the window, and says so if it cannot', async () => {
    await open('?at=2024-03-01')
    expect(await story()).toMatch(
      new RegExp(`^By 1 March 2024: ${await goneBy('2024-03-01')} (person|people) left OpenAI`),
    )
    await open('?at=2024-03-01&vs=2024-08-01')
    expect(await story()).toMatch(new RegExp(`^By 1 August 2024: ${await goneBy('2024-08-01')} people left OpenAI`))
    await open('?from=2024-02&to=2024-06')
    const inWindow = await goneBy('9999', '&from=2024-02&to=2024-06')
    expect(await story()).toMatch(
      new RegExp(`^Between February 2024 and June 2024: ${inWindow} (person|people) left OpenAI`),
    )
    await open('?at=2024-03-01&clock=known')
    expect(await story()).toMatch(/^Whatever the date of the map: \d+ people left OpenAI/)
    await open('?at=1990&lang=zh')
    expect(await story()).toMatch(/^截至1990年：没有来源说有人离开 OpenAI/)
  })
})

describe('search', () => {
  test('search finds 翁荔 and Lilian Weng as one person, and choosing the result selects her', async () => {
    const { page } = tests.visited
    await open()
    await drawnNodes(page)
    const found: (string | null)[] = []
    for (const name of ['Lilian Weng', '翁荔']) {
      await page.keyboard.press('/')
      await page.keyboard.type(name)
      const hits = page.locator('[role=option][data-id]')
      await hits.first().waitFor()
      await expect.poll(() => hits.count()).toBe(1)
      found.push(await hits.first().getAttribute('data-id'))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
    }
    expect(found).toEqual(['lilian-weng', 'lilian-weng'])
    expect(new URL(page.url()).searchParams.get('select')).toBe('lilian-weng')
  })

  test('search finds 谢赛宁 by his name in Latin letters and shows where and when each result was', async () => {
    const { page } = tests.visited
    await open()
    const { hits, text } = {
      hits: page.locator('[role=option][data-id]'),
      text: page.getByRole('combobox', { name: en.search.label }),
    }
    await text.fill('Xie Saining')
    await expect
      .poll(() => hits.allInnerTexts())
      .toEqual([expect.stringMatching(/^谢赛宁\s+Person · New York University/)])
    await text.fill('Lilian')
    await expect
      .poll(() => hits.allInnerTexts())
      .toEqual([expect.stringMatching(/Person · OpenAI 2018–2024 · also 翁荔/)])
  })

  test('search selects the first result on arrival when Enter was pressed earlier', async () => {
    const { page } = tests.visited
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
    await page.getByRole('combobox', { name: en.search.label }).fill('Leike')
    await page.keyboard.press('Enter')
    await asked
    await page.getByRole('heading', { name: en.summary.title, level: 2 }).waitFor()
    answer()
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    expect(new URL(page.url()).searchParams.get('select')).toBe('jan-leike')
  })

  test('search finds roles, which lead to a line or to a table of all, and sources, which lead to what they report', async () => {
    const { page } = tests.visited
    await open()
    await drawnNodes(page)
    const text = page.getByRole('combobox', { name: en.search.label })
    await text.fill('co-founder chief scientist')
    const roles = page.getByRole('group', { name: en.search.roles })
    await roles
      .getByRole('option', { name: /Ilya Sutskever – OpenAI/ })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.getAll('select').join()).toContain('ilya-sutskever')
    await page.locator('.panel .evidence').first().waitFor()

    await text.fill('36kr.com')
    const sources = page.getByRole('group', { name: en.search.sources })
    await sources.getByRole('option').first().click()
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('all-claims')
    await page.locator('.answer').first().waitFor()

    await text.fill('scientist')
    await roles.getByRole('option', { name: /^All \d+ as a table/ }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('search-roles')
    await page.getByText('Ilya Sutskever').first().waitFor()
  })

  test('search says what it searches, and when nothing matches', async () => {
    const { page } = tests.visited
    await open()
    await drawnNodes(page)
    await page.keyboard.press('/')
    await page.getByText(en.search.scope).waitFor()
    await page.getByRole('combobox', { name: en.search.label }).fill('Zzyzx')
    await page.getByText('No match for “Zzyzx” among names, roles and sources.').waitFor()
  })

  test('search suggests close names for a misspelt one, which the arrow keys reach and Enter alone does not choose', async () => {
    const { page } = tests.visited
    await open()
    await drawnNodes(page)
    await page.getByRole('combobox', { name: en.search.label }).fill('Lillian Wang')
    await page.getByText('Did you mean:').waitFor()
    await page.getByText('No match for “Lillian Wang” among names, roles and sources.').waitFor()
    expect(await page.locator('[role=option]').first().getAttribute('data-id')).toBe('lilian-weng')
    expect(await page.locator('[role=option][aria-selected=true]').count()).toBe(0)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).searchParams.has('select')).toBe(false)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  })

  test('search adds a person outside the map together with their neighbourhood', async () => {
    const { page } = tests.visited
    await open('?q=around&node=anthropic')
    expect(await drawnNodes(page)).not.toContain('bill-peebles')
    await page.getByRole('combobox', { name: en.search.label }).fill('Bill Peebles')
    await page.locator('[role=option]').first().click()
    await page.getByRole('heading', { name: 'Bill Peebles', level: 2 }).waitFor()
    await expect.poll(() => drawnNodes(page)).toEqual(expect.arrayContaining(['bill-peebles', 'anthropic']))
  })
})

describe('map', () => {
  test('the map takes a tap beside a node for a tap on the node on a phone', async () => {
    const { page, errors, close } = await tests.visit(PHONE)
    await page.goto(tests.app.url)
    await drawnNodes(page)
    const { x, y } = await placeOfNode(page, 'jan-leike')
    await page.locator('.caption .lead a').first().waitFor()
    expect(await placeOfNode(page, 'jan-leike'), 'the sentence above the map moves nothing').toEqual({ x, y })
    await page.touchscreen.tap(x + 8, y)
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    await close()
    expect(errors).toEqual([])
  })

  test('clicking a person on the map shows the sources of their claims, and Back undoes the selection', async () => {
    const { page } = tests.visited
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
    await page.getByRole('heading', { name: en.summary.title, level: 2 }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { name: 'Lilian Weng', level: 2 }).waitFor()
  })

  test('clicking a line on the map shows only the claims about that person at that organisation', async () => {
    const { page } = tests.visited
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

  test('the panel names the points on which the sources of a leaving disagree', async () => {
    const { page } = tests.visited
    const set = (disputes: (keyof typeof en.disputed)[] | null) =>
      tests.app.driver.executeQuery(
        "MATCH ({id: 'lilian-weng'})-[left:LEFT]->({id: 'openai'}) SET left.disputes = $disputes",
        { disputes },
      )
    // The sample data has rumours and no disagreement.
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

  test('the map draws a denied connection as denied, and its counts agree with the panel and the database', async () => {
    const { page } = tests.visited
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
    const { records } = await tests.app.driver.executeQuery(
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

  test('selecting two linked organisations shows the source of their link', async () => {
    const { page } = tests.visited
    await open('?select=openai-sora&select=openai')
    const source = page.locator('.claim .source a')
    await source.waitFor()
    expect(await source.getAttribute('href')).toBe('https://www.36kr.com/p/2655375112700163')
    expect(await page.locator('.claim').innerText()).toContain('¶28')
  })

  test('expanding a node leaves the other nodes in place, collapsing it restores the map, and the URL reproduces the expanded map', async () => {
    const { page } = tests.visited
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

  test('the list view lists every node on the map, and its links select them', async () => {
    const { page } = tests.visited
    await open('?view=list')
    const nodes = await drawnNodes(page)
    const list = page.getByRole('navigation', { name: 'People and organisations on the map' })
    expect(await list.getByRole('listitem').count()).toBe(nodes.length)
    await list.getByRole('link', { name: 'Jan Leike' }).click()
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
  })
})

describe('panel', () => {
  const focused = () => tests.visited.page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName)

  test('the panel takes the keyboard focus when the followed link disappears', async () => {
    const { page } = tests.visited
    await open('?select=openai')
    await page.locator('.leaver[data-person="jan-leike"] .who a').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Jan Leike', level: 2 }).waitFor()
    await expect.poll(focused).toBe('panel')
  })

  test('clearing the date window keeps the keyboard focus on its fields', async () => {
    const { page } = tests.visited
    await open('?select=openai&from=2024-10')
    await page.locator('.leaver').first().waitFor()
    await page.getByRole('button', { name: 'Clear' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Clear' }).waitFor({ state: 'detached' })
    expect(await page.locator(':focus').getAttribute('name')).toBe('from')
    expect(new URL(page.url()).searchParams.has('from')).toBe(false)
  })

  test.each(['select=lilian-weng&select=anthropic', 'select=anthropic&select=deepmind'])(
    'the panel says that nothing is known between two nodes without a line: %s',
    async selected => {
      const { page } = tests.visited
      await open(`?${selected}`)
      await drawnNodes(page)
      await page.getByText(en.edge.none).waitFor()
      await expect.poll(() => page.locator('.panel').getByText(en.loading).count()).toBe(0)
    },
  )

  test('adding an unknown id to the map reports that id in an alert', async () => {
    const { page, errors } = tests.visited
    await open('?select=openai&select=nobody-at-all')
    await page.getByRole('button', { name: en.addToMap }).click()
    await page.getByRole('alert').getByText('nobody-at-all').waitFor()
    // The browser logs the failed request too.
    expect(errors.splice(0)).toEqual([expect.stringContaining('400')])
  })

  test('Escape first closes the Cypher drawer and then clears the panel', async () => {
    const { page } = tests.visited
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
    await page.getByRole('heading', { name: en.summary.title, level: 2 }).waitFor()
  })
})

describe('Cypher, date window and language', () => {
  test('the page shows the Cypher and the parameters behind the map and each list', async () => {
    const { page } = tests.visited
    await open('?select=openai')
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

  test('a date window narrows the list of leavers and is kept in the URL', async () => {
    const { page } = tests.visited
    await open('?select=openai')
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

  test('the page is available in Chinese, including its dates', async () => {
    const { page } = tests.visited
    await open('?lang=zh&select=lilian-weng')
    await page.getByRole('heading', { name: '履历' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    await page.getByText('2024年11月15日').first().waitFor()
  })
})
