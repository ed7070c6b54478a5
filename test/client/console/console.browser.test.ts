import { readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { connect } from '../../../server/db/connect.ts'
import { serve } from '../../setup/app.ts'
import { clickNode, drawnNodes, isPageFault, openForEachTest } from '../../setup/browser.ts'

const tests = openForEachTest(isPageFault)
/** The reader's statements in the order sent, without the console's own. */
let sent: { query: string; params: unknown; mode: string }[]

beforeEach(() => {
  sent = []
  tests.visited.page.on('request', request => {
    const { query, ...rest } = request.url().endsWith('/api/cypher') ? (request.postDataJSON() ?? {}) : {}
    if (query && !query.startsWith('CALL db.labels()')) sent.push({ query, ...rest })
  })
})

const LEAVERS = 'MATCH (p:Person)-[left:LEFT]->(o:Organisation {id: $id}) RETURN p, left, o ORDER BY p.id'

const address = (query: string, params?: object) =>
  `${tests.app.url}console?${new URLSearchParams({ query, ...(params ? { params: JSON.stringify(params) } : {}) })}`
async function open(query?: string, params?: object) {
  const { page } = tests.visited
  await page.goto(query === undefined ? `${tests.app.url}console` : address(query, params))
  await page.locator('.cm-content').nth(1).waitFor({ state: 'attached' })
  return page
}
const editor = () => tests.visited.page.locator('.statement .cm-content')
const written = async () => (await editor().locator('.cm-line').allInnerTexts()).join('\n')
/** Replaces the text of the editor, after the editor has processed the previous change. */
async function write(text: string): Promise<void> {
  await expect
    .poll(async () => {
      await editor().fill(text)
      return written()
    })
    .toBe(text)
}
const status = () => tests.visited.page.locator('.status')
/** Runs the statement in the editor and waits for the end. @throws {Error} with the message of a rejection */
async function run() {
  await editor().press('Control+Enter')
  const { page } = tests.visited
  const refusal = page.locator('.refusal')
  await page.locator('.status[role=status]').filter({ hasText: /./ }).or(refusal).waitFor()
  if (await refusal.count()) throw new Error(`It was refused: ${await refusal.innerText()}`)
}

describe('links to the console', () => {
  test('a link to the console fills in its statement and parameters, says that nothing has been run, and runs only when the reader clicks Run', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await page.getByText('This statement came from the URL and has not been run.').waitFor()
    await expect.poll(written).toBe(LEAVERS)
    expect(await page.locator('.params-panel .cm-content').innerText()).toContain('"id": "openai"')
    await page.getByRole('heading', { name: 'Nothing has been run yet' }).waitFor()
    expect(sent).toEqual([])
    await page.getByRole('button', { name: 'Run' }).click()
    await drawnNodes(page)
    expect(sent).toMatchObject([{ query: LEAVERS, params: { id: 'openai' }, mode: 'run' }])
    expect(await page.getByText('has not been run').count()).toBe(0)
  })

  test('a console link copied after a run does not run for another reader', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await run()
    const link = page.url()
    const other = await tests.browser.newContext()
    const fresh = await other.newPage()
    const asked: string[] = []
    fresh.on('request', request => {
      if (request.postData()?.includes('MATCH')) asked.push(request.url())
    })
    await fresh.goto(link)
    await fresh.getByText('has not been run').waitFor()
    await fresh.waitForLoadState('networkidle')
    expect(asked).toEqual([])
    await other.close()
  })

  test('the console reruns a statement when the reader who ran it reloads the page or goes back', async () => {
    const page = await open()
    await write('RETURN 1 AS one')
    await run()
    await write('RETURN 2 AS two')
    await run()
    await page.reload()
    await page.getByRole('columnheader', { name: 'two' }).waitFor()
    await page.goBack()
    await page.getByRole('columnheader', { name: 'one' }).waitFor()
    await expect.poll(written).toBe('RETURN 1 AS one')
    expect(sent.map(({ query }) => query)).toEqual([1, 2, 2, 1].map(n => `RETURN ${n} AS ${n === 1 ? 'one' : 'two'}`))
  })

  test('the map and the page of a query open their statement in the console without running it', async () => {
    const { page } = tests.visited
    await page.goto(tests.app.url)
    await page.locator('.caption .cypher summary').click()
    await page.locator('.caption').getByRole('link', { name: 'Open in the console' }).click()
    await page.getByText('has not been run').waitFor()
    await expect.poll(written).toContain('MATCH')
    await page.getByRole('link', { name: 'Back to the map' }).click()
    await page.getByRole('link', { name: 'Console', exact: true }).waitFor()
    await page.goto(`${tests.app.url}q/who-left?organisation=openai`)
    await page.getByRole('link', { name: 'Open in the console' }).click()
    await page.getByText('has not been run').waitFor()
    await run()
    expect(sent).toMatchObject([{ params: { organisation: 'openai' } }])
    const rows = (await (await fetch(`${tests.app.url}api/queries/who-left?organisation=openai`)).json()).rows.length
    expect(await status().innerText()).toMatch(new RegExp(`^${rows} rows`))
  })
})

describe('answers in the console', () => {
  test('the console shows an answer as a graph, a table and JSON, and the properties of the selected node', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await run()
    const keys = await drawnNodes(page)
    expect(await status().innerText()).toContain(`${keys.length} nodes`)
    const key = await page.evaluate(
      () => window.__whoLeftWhere?.view.graph.findNode((_id, { node }) => node.name === 'Jan Leike') ?? '',
    )
    await clickNode(page, key)
    const chosen = page.getByRole('complementary', { name: 'Selection' })
    await chosen.getByText('jan-leike').waitFor()
    await page.getByText('Nodes as a list').click()
    await chosen.getByRole('button', { name: 'OpenAI', exact: true }).click()
    await chosen.getByText(':Organisation').waitFor()
    await page.getByRole('tab', { name: 'Table' }).click()
    const table = page.getByRole('table')
    expect(await table.getByRole('columnheader').allInnerTexts()).toEqual(['Row', 'p', 'left', 'o'])
    await table.getByText('(:Person Jan Leike)').first().waitFor()
    await page.getByRole('button', { name: 'Row 1', exact: true }).click()
    await page.locator('.row-detail').getByText('"kind": "node"').first().waitFor()
    await page.getByRole('tab', { name: 'JSON' }).click()
    const rows = JSON.parse((await page.locator('.json-view pre').textContent()) ?? '')
    expect(rows.map(({ o }: { o: { properties: { id: string } } }) => o.properties.id)).toEqual(
      rows.map(() => 'openai'),
    )
  })

  test('a graph is shared as files of what it shows, which ask nobody', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await run()
    await drawnNodes(page)
    await page.getByRole('button', { name: 'Share' }).click()
    const dialog = page.getByRole('dialog', { name: 'Share' })
    await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill('Left <OpenAI>')
    const preview = page.frameLocator('iframe.preview')
    await expect.poll(() => preview.locator('svg > title').textContent()).toBe('Left <OpenAI>')
    const saved = async (name: string) => {
      const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name }).click()])
      return readFile(await file.path(), 'utf8')
    }
    const whole = await saved('Save the page')
    expect(whole).toContain('<h1>Left &lt;OpenAI&gt;</h1>')
    expect(whole).toContain('Jan Leike')
    expect(whole).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
    expect(whole).not.toMatch(/<script|href="(?!#)/)
    expect(await saved('SVG')).toMatch(/^<svg .*Left &lt;OpenAI&gt;/s)
    const { statement, nodes, relationships } = JSON.parse(await saved('Data (JSON)'))
    expect(statement).toBe(LEAVERS)
    expect([nodes.length, relationships.length > 0]).toEqual([(await drawnNodes(page)).length, true])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('the console draws claims and sources, and relationships of any type', async () => {
    const page = await open('MATCH (s:Source)<-[f:FROM]-(c:Claim)-[of:OF]->(p:Person {id: "jan-leike"}) RETURN *')
    await run()
    await drawnNodes(page)
    const kinds = await page.evaluate(() => [
      ...new Set(window.__whoLeftWhere?.view.graph.mapNodes((_id, { node }) => node.kind)),
    ])
    expect(kinds.toSorted()).toEqual(['other', 'person'])
  })

  test('the console shows rows as they arrive, renders only the visible ones, and names the limit that stopped them', async () => {
    const page = await open('UNWIND range(1, 9000) AS a UNWIND range(1, 30) AS b RETURN a, b')
    await editor().press('Control+Enter')
    await page.getByText(/rows? so far…/).waitFor()
    await page.locator('tbody tr[data-row="0"]').waitFor()
    await page.getByText('There are more rows than the 50000 shown.').waitFor()
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('50001')
    expect(await page.locator('tbody tr[data-row]').count()).toBeLessThan(100)
    await page.locator('.table-scroll').focus()
    await page.keyboard.press('End')
    await page.locator('tbody tr[data-row="49999"]').waitFor()
    expect(await page.locator('tbody tr[data-row="49999"] td').nth(1).innerText()).toBe('1667')
  })

  test('the console says whether statements run on a copy, and whether the server can end one that ignores its deadline', async () => {
    const page = await open('RETURN 1 AS one')
    const notice = page.locator('.place')
    for (const [mode, held, text] of [
      ['on', false, /^This server cannot restart its Neo4j/],
      ['isolated', true, /^Statements run on a copy of the data, which is refreshed after each load\.$/],
      ['isolated', false, /^Statements run on a copy .* This server cannot restart the Neo4j of the copy/],
      ['on', true, null],
    ] as const) {
      await page.route('**/api/cypher', async route => {
        if (route.request().method() !== 'GET') return route.fallback()
        const status = await (await route.fetch()).json()
        await route.fulfill({ json: { ...status, mode, held } })
      })
      await page.reload()
      await run()
      await page.getByRole('columnheader', { name: 'one' }).waitFor()
      if (text) expect(await notice.innerText()).toMatch(text)
      else expect(await notice.count()).toBe(0)
    }
  })

  test('cancelling a statement keeps its rows, ends its database transaction, and lets the next statement run', async () => {
    const page = await open('UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN a, b')
    await page.route('**/api/cypher', route => {
      const body = { ...route.request().postDataJSON(), limit: 1_000_000 }
      return route.continue({ postData: JSON.stringify(body) })
    })
    await editor().press('Control+Enter')
    await page.locator('tbody tr[data-row="0"]').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText(/Cancelled after \d+ rows?/).waitFor()
    await page.locator('tbody tr[data-row="0"]').waitFor()
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
    const running = async () =>
      (
        await tests.app.driver.executeQuery(
          'SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH "UNWIND"',
        )
      ).records.length
    await expect.poll(running, { timeout: 60_000 }).toBe(0)
    await write('RETURN 1 AS next')
    await run()
    await page.getByRole('columnheader', { name: 'next' }).waitFor()
  })

  test('cancelling by keyboard moves the focus to Run, or to the editor when there is nothing to run', async () => {
    const page = await open('UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN sum(a * b)')
    for (const emptied of [false, true]) {
      await editor().press('Control+Enter')
      const cancel = page.getByRole('button', { name: 'Cancel' })
      await cancel.focus()
      if (emptied) {
        await editor().fill('')
        await cancel.focus()
      }
      await cancel.press('Enter')
      await page.getByText(/Cancelled/).waitFor()
      // The editor is in a shadow tree, so the page sees its host.
      const at = await page.evaluate(() => [document.activeElement?.className, document.activeElement?.textContent])
      expect(at).toEqual(emptied ? ['editor-host', ''] : ['button strong', expect.stringContaining('Run')])
    }
  })

  test('the console reads an answer to the end of its stream and never reports it as cancelled', async () => {
    const { page } = tests.visited
    await page.addInitScript(() => {
      const { read } = ReadableStreamDefaultReader.prototype
      // The browser's own request status is useless here: it reports fully read streams as cancelled.
      ReadableStreamDefaultReader.prototype.read = async function () {
        const part = await read.call(this)
        document.documentElement.dataset.ended = String(part.done)
        return part as never
      }
    })
    await open('UNWIND range(1, 300) AS n RETURN n')
    await run()
    expect(await page.locator('html').getAttribute('data-ended')).toBe('true')
    expect(await status().innerText()).toMatch(/^300 rows/)
    expect(await page.getByText(/cancelled/i).count()).toBe(0)
  })

  test('the console leaves a view that the next answer cannot fill, and otherwise keeps the chosen view', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await run()
    const chosen = () => page.getByRole('tab', { selected: true }).allInnerTexts()
    await page.getByRole('tab', { name: 'Table' }).click()
    await page.getByRole('tab', { name: 'Graph' }).click()
    await drawnNodes(page)
    await write('RETURN 1 AS one')
    await run()
    await page.getByRole('columnheader', { name: 'one' }).waitFor()
    expect(await chosen()).toContain('Table')
    await page.getByRole('tab', { name: 'JSON' }).click()
    await write(LEAVERS)
    await run()
    expect(await chosen()).toContain('JSON')
  })

  test('Explain shows a plan without running the statement, and Profile shows the database hits of each step and their total', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.getByText('Explained, not run').waitFor()
    await page.locator('.step', { hasText: 'NodeUniqueIndexSeek' }).waitFor()
    expect(await page.getByText(/db hits?$/).count()).toBe(0)
    await page.getByRole('button', { name: 'Profile' }).click()
    await page.getByText(/\d+ database hits in all/).waitFor()
    const total = Number((await page.locator('.plan-view > p').innerText()).split(' ')[0])
    const hits = await page.locator('.hits-share > span').allInnerTexts()
    expect(hits.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(total)
    expect(total).toBeGreaterThan(0)
    expect(sent.map(({ mode }) => mode)).toEqual(['explain', 'profile'])
  })
})

describe('diagnostics in the console', () => {
  test('the console marks a syntax error where Neo4j reports it, and the keyboard can jump there', async () => {
    const page = await open('MATCH (p:Person)\nRETURN p.name LIMT 5')
    await editor().press('Control+Enter')
    await page.getByRole('heading', { name: 'The statement was not run' }).waitFor()
    expect(await page.locator('.cm-lintRange-error').innerText()).toBe('LIMT')
    await page.getByRole('button', { name: 'Go to line 2, column 15' }).press('Enter')
    await page.keyboard.type('x')
    await expect.poll(written).toBe('MATCH (p:Person)\nRETURN p.name xLIMT 5')
  })

  test('the console flags an unknown label or property with the closest existing name, which a button inserts', async () => {
    const page = await open('MATCH (p:Persn) RETURN p.nam')
    await run()
    await page.getByText('Did you mean Person?').waitFor()
    await page.getByText('Did you mean name?').waitFor()
    expect(await page.locator('.cm-lintRange-warning').allInnerTexts()).toEqual(['Persn', 'nam'])
    await page.getByRole('button', { name: 'Write Person' }).click()
    await expect.poll(written).toBe('MATCH (p:Person) RETURN p.nam')
  })

  test('the console refuses a write statement with the reason, and the database stays unchanged', async () => {
    const page = await open('MATCH (p:Person) DETACH DELETE p')
    await editor().press('Control+Enter')
    await page.getByRole('alert').getByRole('heading', { name: 'The statement was not run' }).waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch(/read/i)
    const { records } = await tests.app.driver.executeQuery('MATCH (p:Person) RETURN count(p) AS people')
    expect(Number(records[0]?.get('people'))).toBeGreaterThan(0)
  })

  test('the console reports invalid JSON in the parameters by line and column, and runs nothing until it is fixed', async () => {
    const page = await open('RETURN $a, $b')
    await page.getByText('The statement also uses $a, $b.').waitFor()
    await page.locator('.params-panel .cm-content').fill('{"a": 1,\n "b": }')
    await page.getByText('Line 2, column 7: this is not valid JSON.').waitFor()
    expect(await page.locator('.params-panel .cm-lintRange-error').innerText()).toBe('}')
    await page.getByRole('tab', { name: 'History' }).click()
    await editor().press('Control+Enter')
    await page.getByText('Line 2, column 7: this is not valid JSON.').waitFor()
    await page.keyboard.type('2')
    await run()
    expect(sent).toMatchObject([{ params: { a: 1, b: 2 } }])
  })

  test('the console shows markup in column names and values as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>'
    const page = await open(`RETURN '${hostile}' AS \`${hostile}\`, {a: '${hostile}'} AS map`)
    await run()
    await page.getByRole('columnheader', { name: hostile }).waitFor()
    for (const view of ['JSON', 'Plan', 'Graph']) await page.getByRole('tab', { name: view }).click()
    // CodeMirror has its own images, without a src.
    expect(await page.locator('img[src]').count()).toBe(0)
  })

  test('the console makes invisible characters in a linked statement visible', async () => {
    const page = await open('RETURN "a\u202Eb\u200Bc"')
    expect(await page.locator('.cm-specialChar').count()).toBe(2)
  })
})

describe('writing in the console', () => {
  test('the console completes labels, types and properties by keyboard alone', async () => {
    const page = await open()
    const choose = async (typed: string, name: string) => {
      await page.keyboard.type(typed)
      await page.locator('.cm-tooltip-autocomplete').getByText(name, { exact: true }).waitFor()
      // CodeMirror ignores keys right after the list opens.
      await page.waitForTimeout(120)
      await page.keyboard.press('Enter')
    }
    await editor().focus()
    await choose('MATCH (p:Pers', 'Person')
    await page.keyboard.press('End')
    await choose('-[:LEF', 'LEFT')
    await page.keyboard.press('End')
    await page.keyboard.type('->() RETURN p.nam')
    await choose('', 'name')
    await expect.poll(written).toBe('MATCH (p:Person)-[:LEFT]->() RETURN p.name')
  })

  test('Tab leaves the console editor for Run, and arrow keys switch between the tabs', async () => {
    const page = await open('RETURN 1')
    await editor().focus()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Run')
    await page.keyboard.press('Enter')
    await page.locator('.status[role=status]').waitFor()
    await page.getByRole('tab', { name: 'Parameters' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('tab', { name: 'History' }).getAttribute('aria-selected')).toBe('true')
    await page.getByRole('tab', { name: 'Table' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.json-view pre').waitFor()
  })

  test('a console example fills the editor without running, and a statement that was run can be restored from the history and removed from it', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'How labels are connected, with counts' }).click()
    await expect.poll(written).toContain('type(r) AS type')
    expect(sent).toEqual([])
    await run()
    await page.reload()
    await page.getByRole('tab', { name: 'History' }).click()
    const entries = page.locator('.recent li')
    expect(await entries.count()).toBe(1)
    await editor().fill('')
    await entries.locator('.put').click()
    await expect.poll(written).toContain('type(r) AS type')
    await entries.getByRole('button', { name: /^Remove/ }).click()
    expect(await entries.count()).toBe(0)
  })

  test('every console example returns rows from the sample data, with no hint except for the absent property `withdrawn`', async () => {
    const page = await open()
    const titles = await page.locator('.examples .put').allInnerTexts()
    expect(titles.length).toBeGreaterThan(4)
    for (const title of titles) {
      await page.getByRole('tab', { name: 'Examples' }).click()
      await page.getByRole('button', { name: title, exact: true }).click()
      await editor().press('Control+Enter')
      await page.locator('.status[role=status]', { hasText: /^[1-9]\d* rows?/ }).waitFor()
      // A database without a withdrawal lacks this property.
      for (const hint of await page.locator('.hints li').allInnerTexts()) expect(hint, title).toContain('`withdrawn`')
    }
  })

  test('the console saves a statement as the two files of a query, once its name is valid', async () => {
    const page = await open(LEAVERS, { id: 'openai' })
    await run()
    await page.getByRole('tab', { name: 'Save' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Left Whom')
    await page.getByText('Use lower-case letters').waitFor()
    expect(
      await page
        .getByRole('button', { name: /^Download/ })
        .first()
        .isDisabled(),
    ).toBe(true)
    await page.getByLabel('Name', { exact: true }).fill('left-whom')
    await page.getByLabel('Question in words').fill('Who left whom?')
    const texts: Record<string, string> = {}
    for (const name of ['left-whom.cypher', 'left-whom.ts']) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Download ${name}` }).click(),
      ])
      expect(file.suggestedFilename()).toBe(name)
      texts[name] = await readFile(await file.path(), 'utf8')
    }
    expect(texts['left-whom.cypher']).toBe(`// Who left whom?\n${LEAVERS}\n`)
    expect(texts['left-whom.ts']).toContain("example: { id: 'openai' }")
    expect(texts['left-whom.ts']).toContain('left: WireRelationshipSchema')
  })

  test('switching the console to Chinese keeps the statement', async () => {
    const page = await open('RETURN 1')
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('button', { name: /^运行/ }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh')
    expect(new URL(page.url()).searchParams.get('lang')).toBe('zh')
    await page.locator('.cm-content').nth(1).waitFor()
    await expect.poll(written).toBe('RETURN 1')
  })
})

describe('console switched off', () => {
  test('a server with ad-hoc Cypher disabled says so in the console, and no page links to the console', async () => {
    const closed = await serve(connect(inject('neo4j')), { open: false })
    try {
      const own = await tests.visit({}, [new URL(closed.url).origin])
      await own.page.goto(`${closed.url}console?query=RETURN+1`)
      await own.page.getByRole('heading', { name: 'Ad hoc Cypher is off on this server' }).waitFor()
      expect(await own.page.locator('.cm-content').count()).toBe(0)
      await own.page.goto(closed.url)
      await own.page.locator('.caption .cypher summary').click()
      await own.page.getByRole('link', { name: 'Download as CSV' }).first().waitFor()
      expect(await own.page.locator('a[href^="/console"]').count()).toBe(0)
      await own.page.goto(`${closed.url}q/who-left`)
      expect(await own.page.locator('a[href^="/console"]').count()).toBe(0)
      expect([own.errors, own.foreign]).toEqual([[], []])
      await own.close()
    } finally {
      await closed.stop()
    }
  })
})

describe('first page', () => {
  test('the first page loads no editor code, and the console loads it in a script apart from its page', async () => {
    const { page } = tests.visited
    const scripts: string[] = []
    page.on('response', async response => {
      // Asked again, because a response that only confirms what is cached has no body.
      if (response.url().endsWith('.js') && (await (await fetch(response.url())).text()).includes('cm-editor'))
        scripts.push(response.url())
    })
    await page.goto(tests.app.url)
    await drawnNodes(page)
    expect(scripts).toEqual([])
    const html = await (await fetch(`${tests.app.url}console`)).text()
    await open()
    await expect.poll(() => scripts.length).toBe(1)
    expect(html).not.toContain(new URL(scripts[0] ?? '').pathname)
  })
})
