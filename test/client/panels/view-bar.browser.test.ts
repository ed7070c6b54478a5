import { expect, test } from 'vitest'
import { en as dictionary } from '../../../client/i18n/en.ts'
import { clickNode, drawnMap, drawnNodes, openForFile, PHONE, placeOfNode } from '../../setup/browser.ts'

const en = dictionary.page
const tests = openForFile()

test('hiding, dragging, pinning and showing neighbours are undone and redone with words, and a link shows the same picture', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 } })
  await page.goto(tests.app.url)
  await drawnNodes(page)
  const [undo, redo] = [page.locator('[data-act="undo"]'), page.locator('[data-act="redo"]')]
  const hidden = async () => (await drawnMap(page)).hidden.toSorted()
  const placeOf = async (id: string) => (await drawnMap(page)).places.find(([one]) => one === id)?.slice(1)
  const before = await placeOf('jan-leike')
  expect([await undo.isDisabled(), await redo.isDisabled()]).toEqual([true, true])

  const from = await placeOfNode(page, 'jan-leike')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20)
  await page.mouse.move(from.x + 120, from.y + 40, { steps: 3 })
  await page.mouse.up()
  await expect.poll(() => undo.innerText()).toContain('Undo: move Jan Leike')
  const moved = await placeOf('jan-leike')
  expect(moved).not.toEqual(before)
  // A drag is no click, and moves no other node.
  expect(new URL(page.url()).searchParams.has('select')).toBe(false)

  await clickNode(page, 'tim-brooks')
  await page.keyboard.press('h')
  await expect.poll(hidden).toEqual(['tim-brooks'])
  expect(await undo.innerText()).toContain('Undo: hide Tim Brooks')
  await page.getByText('1 hidden').waitFor()

  await page.keyboard.press('Control+z')
  await expect.poll(hidden).toEqual([])
  expect(await redo.innerText()).toContain('Redo: hide Tim Brooks')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => placeOf('jan-leike')).toEqual(before)
  expect(await undo.isDisabled()).toBe(true)
  for (const key of ['Control+y', 'Control+Shift+z', 'Control+y']) {
    const words = await undo.innerText()
    await page.keyboard.press(key)
    await expect.poll(() => undo.innerText()).not.toBe(words)
  }
  await expect.poll(() => placeOf('jan-leike')).toEqual(moved)
  expect(await hidden()).toEqual(['tim-brooks'])

  // By keyboard: a series of moves is one change.
  await clickNode(page, 'mira-murati')
  await page.getByRole('heading', { name: 'Mira Murati', level: 2 }).waitFor()
  await page.mouse.move(2, 2)
  const still = await placeOf('mira-murati')
  await page.locator('.canvas').focus()
  for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => undo.innerText()).toContain('move Mira Murati')
  const [x = 0] = (await placeOf('mira-murati')) as number[]
  expect(Math.abs(x - Number(still?.[0]) - 30)).toBeLessThan(1.5)

  await page.getByRole('button', { name: en.hide.near }).click()
  await expect.poll(async () => (await hidden()).length).toBeGreaterThan(40)
  await page.getByText('Only Mira Murati and its neighbours').waitFor()
  const link = page.url()
  const picture = await drawnMap(page)
  await page.goto('about:blank')
  await page.goto(link)
  await drawnNodes(page)
  expect(await drawnMap(page)).toEqual(picture)

  await page.getByRole('button', { name: en.hide.everyone }).click()
  await page.getByRole('button', { name: en.hide.none }).click()
  await page.getByRole('button', { name: en.pin.none }).click()
  await expect.poll(() => placeOf('jan-leike')).toEqual(before)
  expect(await hidden()).toEqual([])
  await page.goBack()
  await expect.poll(() => placeOf('jan-leike')).toEqual(moved)
  expect(errors).toEqual([])
  await close()
})

test('filters leave the lines that pass, say what they leave out, and what to do if that is everything', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 } })
  await page.goto(tests.app.url)
  await drawnNodes(page)
  const shown = async () => {
    const { places, hidden } = await drawnMap(page)
    return places.length - hidden.length
  }
  const all = await shown()
  const rows = (await (await fetch(`${tests.app.url}api/queries/line-claims`)).json()).rows as {
    manners: string[]
    subject: { id: string }
    object: { id: string }
  }[]
  const resigned = rows.filter(({ manners }) => manners.includes('resigned'))
  const ends = new Set(resigned.flatMap(({ subject, object }) => [subject.id, object.id]))
  await page.locator('.filters > summary').click()
  await page.getByLabel(en.filter.manner, { exact: true }).selectOption('resigned')
  await expect.poll(shown).toBe(ends.size)
  await page.getByText(`filtered out: ${all - ends.size} nodes, ${rows.length - resigned.length} lines`).waitFor()
  await page.getByLabel(en.filter.disputed, { exact: true }).selectOption('no')
  await page.getByLabel(en.filter.status, { exact: true }).selectOption('rumoured')
  const nothing = page.locator('.nothing-left')
  await nothing.getByText(en.filter.nothing).waitFor()
  expect(new URL(page.url()).searchParams.getAll('keep')).toEqual(['manner:resigned', 'status:rumoured', 'disputed:no'])
  expect(await nothing.locator('li').allInnerTexts()).toEqual([
    expect.stringContaining(`Manner of leaving: resigned (alone, it leaves ${resigned.length} lines)`),
    expect.stringContaining('Status of a claim: rumoured'),
    expect.stringContaining('Disputed: no'),
  ])
  await page.keyboard.press('Escape')
  await nothing.getByRole('button', { name: en.filter.clear }).click()
  await expect.poll(shown).toBe(all)
  await page.locator('[data-act="undo"]').click()
  await nothing.waitFor()
  expect(errors).toEqual([])
  await close()
})

test('a node is expanded by what its neighbours did and when, and the number is known before', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${tests.app.url}?q=career&person=jan-leike&select=openai`)
  const before = await drawnNodes(page)
  await page.locator('.expand-by > summary').click()
  await page.locator('.expand-by').getByLabel(en.window.from).fill('2024-06')
  await page.getByRole('button', { name: en.expandBy.count }).click()
  const asked = await (
    await fetch(`${tests.app.url}api/queries/around?node=openai&kind=person&event=left&eventFrom=2024-06`)
  ).json()
  const left = page.getByRole('button', { name: `${en.expandBy.person.left} ${asked.rows.length}` })
  await left.click()
  const added: string[] = asked.rows.map(
    (row: { neighbour: { properties: { id: string } } }) => row.neighbour.properties.id,
  )
  await expect.poll(() => drawnNodes(page)).toEqual([...new Set([...before, ...added])].toSorted())
  expect(new URL(page.url()).searchParams.get('expand')).toBe('openai person left 2024-06/..')
  await page.goto(page.url())
  await expect.poll(() => drawnNodes(page)).toHaveLength(new Set([...before, ...added]).size)
  await page.locator('.expand-by > summary').click()
  await page.getByRole('button', { name: `${en.expandBy.person.left} 2024-06` }).click()
  await expect.poll(() => drawnNodes(page)).toEqual(before)
  expect(errors).toEqual([])
  await close()
})

test('two nodes are picked with Shift or by name, and the panel shows what connects them and asks further', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 1280, height: 800 } })
  await page.goto(tests.app.url)
  await drawnNodes(page)
  const selected = () => new URL(page.url()).searchParams.getAll('select')
  await clickNode(page, 'tim-brooks')
  await page.getByRole('heading', { name: 'Tim Brooks', level: 2 }).waitFor()
  await page.keyboard.down('Shift')
  await clickNode(page, 'bill-peebles')
  await page.keyboard.up('Shift')
  await expect.poll(selected).toEqual(['tim-brooks', 'bill-peebles'])
  const path = page.locator('section', { has: page.getByRole('heading', { name: en.pair.shortest }) })
  await path.locator('a.entity').first().waitFor()
  const { rows } = await (
    await fetch(`${tests.app.url}api/queries/path?one=tim-brooks&other=bill-peebles&limit=3`)
  ).json()
  expect(await path.locator('a.entity').allInnerTexts()).toEqual(
    rows.flatMap((row: { nodes: { properties: { name: string } }[] }) => row.nodes.map(node => node.properties.name)),
  )
  const colleagues = page.getByRole('link', { name: en.pair.colleagues })
  expect(new URL((await colleagues.getAttribute('href')) ?? '', tests.app.url).searchParams.get('people')).toBe(
    'tim-brooks,bill-peebles',
  )
  await page.getByRole('link', { name: en.pair.path }).click()
  await page.getByText('Path: Tim Brooks, Bill Peebles').waitFor()

  await page.goto(`${tests.app.url}?select=tim-brooks`)
  await page.getByText(en.pair.compare).click()
  await page.getByLabel(en.pair.with).fill('Leike')
  await page.locator('[role=option]').first().click()
  await page.getByRole('button', { name: en.pair.go }).click()
  await expect.poll(selected).toEqual(['tim-brooks', 'jan-leike'])
  expect(errors).toEqual([])
  await close()
})

test('one finger moves a node on a phone', async () => {
  const { page, errors, close } = await tests.visit(PHONE)
  await page.goto(tests.app.url)
  await drawnNodes(page)
  const at = await placeOfNode(page, 'openai')
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [at])
  for (const by of [10, 25, 40]) await touch('touchMove', [{ x: at.x + by, y: at.y }])
  await touch('touchEnd', [])
  await expect.poll(() => new URL(page.url()).searchParams.getAll('place')).toHaveLength(1)
  const now = await placeOfNode(page, 'openai')
  expect(Math.abs(now.x - at.x - 40)).toBeLessThan(3)
  expect(errors).toEqual([])
  await close()
})
