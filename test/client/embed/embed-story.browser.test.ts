import { expect, test } from 'vitest'
import { MessageSchema } from '../../../client/embed/messages.ts'
import { openForFile } from '../../setup/browser.ts'

const tests = openForFile()
const STORY = new URLSearchParams([
  ['story', 'at:2024-06 node:ilya-sutskever | Sutskever <leaves>'],
  ['story', 'at:2024-12 line:jan-leike,openai | Leike too'],
])

test('an embed of a story is a document of its step, with links to the others and all captions in order', async () => {
  const read = async (step: string) => (await fetch(`${tests.app.url}embed?${STORY}${step}`)).text()
  const [first, second] = [await read(''), await read('&step=2')]
  expect(first).toMatch(/<span class="story-caption">Sutskever &lt;leaves&gt;/)
  expect(first).toContain('1 of 2')
  expect(first).toMatch(/<h1>[^<]*June 2024/)
  expect(first).toMatch(/<ol>.*Sutskever &lt;leaves&gt;.*Leike too.*<\/ol>/s)
  expect(second).toMatch(/<span class="story-caption">Leike too/)
  expect(second).toMatch(/<h1>[^<]*December 2024/)
  const next = /<a href="([^"]+)"[^>]* rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(await (await fetch(new URL(next, tests.app.url))).text()).toBe(second)
})

test('links, arrow keys and the host page move an embedded story to another step, and the host receives a message for each', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 900, height: 700 } })
  const address = `${tests.app.url}embed?${STORY}`.replaceAll('&', '&amp;')
  await page.setContent(
    `<script>messages = []; addEventListener('message', ({ data }) => messages.push(data))</script>
     <iframe title="Story" src="${address}" width="860" height="600"></iframe>`,
  )
  const frame = page.frameLocator('iframe')
  const caption = frame.locator('.story-caption')
  const told = () =>
    page.evaluate(() => (window as unknown as { messages: { type: string; step?: number }[] }).messages.slice())
  const steps = async () =>
    (await told()).flatMap(message => {
      const read = MessageSchema.parse(message)
      return read.type === 'who-left-where:step' ? [[read.step, read.count, read.caption]] : []
    })
  await expect.poll(steps).toEqual([[1, 2, 'Sutskever <leaves>']])
  await frame.getByRole('link', { name: 'Next' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => caption.innerText()).toBe('Leike too')
  await frame.locator('h1').filter({ hasText: 'December 2024' }).waitFor()
  expect(await frame.getByRole('link', { name: 'Previous' }).evaluate(link => link === document.activeElement)).toBe(
    true,
  )
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => caption.innerText()).toBe('Sutskever <leaves>')
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow
    frame?.postMessage({ type: 'who-left-where:step', step: 'two' }, '*')
    frame?.postMessage({ type: 'who-left-where:step', step: 9 }, '*')
    frame?.postMessage({ type: 'who-left-where:step', step: 2 }, '*')
  })
  await expect.poll(steps).toHaveLength(4)
  expect((await steps()).map(([step]) => step)).toEqual([1, 2, 1, 2])
  expect(errors).toEqual([])
  await close()
})

test('in a sandbox, where a document can ask for nothing, a story goes on to a date of what sources had reported', async () => {
  const { page, errors, close } = await tests.visit({ viewport: { width: 900, height: 700 } })
  const story = new URLSearchParams([
    ['story', '| All'],
    ['story', 'at:2024-06 clock:known | Reported'],
    ['lang', 'en'],
  ])
  const address = `${tests.app.url}embed?${story}`.replaceAll('&', '&amp;')
  await page.setContent(
    `<iframe title="Story" src="${address}" width="860" height="600" sandbox="allow-scripts"></iframe>`,
  )
  const frame = page.frameLocator('iframe')
  await frame.getByRole('link', { name: 'Next' }).click()
  await frame.locator('h1').filter({ hasText: 'reported' }).waitFor()
  expect(errors).toEqual([])
  await close()
})
