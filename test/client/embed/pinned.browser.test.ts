import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runPublish } from '../../../server/publish/publish-command.ts'
import { openForFile } from '../../setup/browser.ts'
import { runCommand } from '../../setup/commands.ts'

const tests = openForFile()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pinned-'))
})
afterAll(() => rm(folder, { recursive: true }))

const publish = (view: string, out: string) =>
  runCommand(runPublish, new URL(view, tests.app.url).href, join(folder, out))

/** Opens a file, which may ask for nothing. */
async function opened(file: string) {
  const visit = await tests.visit({ locale: 'en-GB' }, [])
  const asked: string[] = []
  visit.page.on('request', request => {
    if (!request.url().startsWith('file:')) asked.push(request.url())
  })
  await visit.page.goto(pathToFileURL(join(folder, file)).href)
  return { ...visit, asked }
}

describe('published files', () => {
  test('a map opens from a file, asks nobody, moves, follows a date and names the sources', async () => {
    expect(await publish('/?select=openai&lang=en', 'map.html')).toMatchObject({ code: 0 })
    const { page, asked, errors, close } = await opened('map.html')
    await page.locator('.living svg').waitFor()
    const title = page.locator('h1')
    const slider = page.getByRole('slider', { name: 'Date of the map' })
    await slider.focus()
    await page.keyboard.press('Home')
    await expect.poll(() => title.innerText()).toContain(': ')
    const first = await title.innerText()
    await page.keyboard.press('End')
    await expect.poll(() => title.innerText()).not.toBe(first)
    await page.getByRole('button', { name: 'All dates' }).click()
    await expect.poll(() => title.innerText()).toBe('Who joined and left which organisation')
    const mark = await page.locator('.living a[href="/q/around?node=jan-leike"] circle').first().boundingBox()
    await page.mouse.click((mark?.x ?? 0) + (mark?.width ?? 0) / 2, (mark?.y ?? 0) + (mark?.height ?? 0) / 2)
    await page.getByRole('region', { name: 'Jan Leike' }).waitFor()
    const today = new Date()
    await page.getByText(`Published on ${today.getUTCDate()} `).waitFor()
    expect(await page.locator('.sources li').count()).toBe(5)
    await close()
    expect([asked, errors]).toEqual([[], []])
  })

  test('a file with a story shows each step as a document of the server does, also at a date of what sources had reported', async () => {
    const story = new URLSearchParams([
      ['story', 'at:2024-06 | What was so'],
      ['story', 'at:2024-06 clock:known | What was reported'],
      ['lang', 'en'],
    ])
    await publish(`/?${story}`, 'story.html')
    const { page, asked, errors, close } = await opened('story.html')
    const title = page.locator('h1')
    const first = await title.innerText()
    await page.getByRole('link', { name: 'Next' }).click()
    await page.locator('.story-caption').getByText('What was reported').waitFor()
    await expect.poll(() => title.innerText()).toContain('Reported by')
    const second = await title.innerText()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => title.innerText()).toBe(first)
    expect([asked, errors]).toEqual([[], []])
    for (const [step, shown] of [first, second].entries()) {
      await page.goto(`${tests.app.url}embed?${story}&step=${step + 1}`)
      expect(await title.innerText()).toBe(shown)
    }
    await close()
  })

  test('a picture of a question follows a date in its file, as it does in an embed with time=1', async () => {
    await publish('/q/who-left?organisation=openai&view=picture&lang=en', 'left.html')
    const { page, asked, errors, close } = await opened('left.html')
    for (const address of [null, `${tests.app.url}embed?q=who-left&organisation=openai&view=picture&time=1&lang=en`]) {
      if (address) await page.goto(address)
      await page.getByRole('textbox', { name: 'Date' }).fill('2024-03')
      await page.getByRole('button', { name: 'Show' }).click()
      await page.locator('.stage svg', { hasText: 'March 2024' }).first().waitFor()
      if (!address) expect(asked).toEqual([])
    }
    await close()
    expect(errors).toEqual([])
  })

  test('a file that was cut says so and keeps what it has', async () => {
    await publish('/?lang=en', 'whole.html')
    const whole = await readFile(join(folder, 'whole.html'), 'utf8')
    expect(whole).toContain('## edtf - 4.11.1 (BSD-2-Clause)')
    await writeFile(join(folder, 'cut.html'), whole.slice(0, whole.indexOf('id="ahead"') + 20_000))
    const { page, errors, close } = await opened('cut.html')
    await page.getByRole('alert').getByText('This file is incomplete').waitFor()
    expect(await page.locator('.stage svg').first().isVisible()).toBe(true)
    expect(await page.locator('.sources li').count()).toBe(5)
    await close()
    expect(errors).toEqual([])
  })

  test('a folder has the picture, the data and the same in words; a table has no picture', async () => {
    await publish('/?q=flows&lang=en', 'flows')
    expect((await readdir(join(folder, 'flows'))).toSorted()).toEqual([
      'data.json',
      'picture.png',
      'picture.svg',
      'text.txt',
    ])
    const { rows } = (await (await fetch(`${tests.app.url}api/queries/flows`)).json()) as { rows: unknown[] }
    const data = JSON.parse(await readFile(join(folder, 'flows/data.json'), 'utf8'))
    expect(data).toMatchObject({ title: 'Flows', view: '?q=flows&lang=en' })
    expect(Object.values(data.replies as Record<string, { query: string; rows: unknown[] }>)).toContainEqual(
      expect.objectContaining({ query: 'flows', rows }),
    )
    expect(await readFile(join(folder, 'flows/text.txt'), 'utf8')).toContain('[1] ')
    const { err } = await publish('/?q=sources&view=table', 'table')
    expect(err).toContain('this view is a table, so there is no picture')
    expect((await readdir(join(folder, 'table'))).toSorted()).toEqual(['data.json', 'text.txt'])
  })

  test('what cannot be published is said, and an earlier file stays', async () => {
    await publish('/?lang=en', 'kept.html')
    const before = await readFile(join(folder, 'kept.html'))
    expect(await publish('/?q=no-such-question', 'kept.html')).toMatchObject({
      code: 1,
      err: 'publish: There is nothing to publish at this address.\n',
    })
    expect(await publish('/metrics', 'kept.html')).toMatchObject({ code: 1 })
    expect(await publish('http://127.0.0.1:9/', 'kept.html')).toMatchObject({ code: 3 })
    expect(await publish('http://user:secret@127.0.0.1:9/', 'kept.html')).toMatchObject({ code: 2 })
    expect(await readFile(join(folder, 'kept.html'))).toEqual(before)
  })
})
