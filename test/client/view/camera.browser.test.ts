import { expect, test } from 'vitest'
import { drawnNodes, openForFile, type Visit } from '../../setup/browser.ts'

const tests = openForFile()

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1600, height: 900 },
  { width: 390, height: 844 },
]

async function openAt(viewport: (typeof SIZES)[number], search: string): Promise<Visit> {
  const visited = await tests.visit({ viewport })
  await visited.page.goto(`${tests.app.url}${search}`)
  await drawnNodes(visited.page)
  return visited
}

/** The place of each node in the layout, and where some points of the layout are, as shares of the canvas. */
const shown = ({ page }: Visit, points: { x: number; y: number }[]) =>
  page.evaluate(asked => {
    const view = window.__whoLeftWhere?.view
    if (!view) throw new Error('nothing is drawn')
    const { width, height } = view.sigma.getDimensions()
    return {
      places: view.graph.mapNodes((id, { x, y }) => ({ id, x, y: -y })),
      shares: asked.map(({ x, y }) => {
        const at = view.sigma.graphToViewport({ x, y: -y })
        return [at.x / width, at.y / height] as [number, number]
      }),
    }
  }, points)

const isVisible = ([x, y]: [number, number]) => x > -0.01 && x < 1.01 && y > -0.01 && y < 1.01

test('a link places every node the same and shows the same part of the layout on screens of any size', async () => {
  const box = [300, 150, 700, 450] as const
  const [x0, y0, x1, y1] = box
  const corners = [
    { x: x0, y: y0 },
    { x: x1, y: y1 },
  ]
  const all: unknown[] = []
  for (const size of SIZES) {
    const visited = await openAt(size, `?select=&camera=${box}`)
    const { places, shares } = await shown(visited, corners)
    all.push(places)
    expect([size, shares.map(isVisible)]).toEqual([size, [true, true]])
    // The box fills the canvas in one direction.
    const [[left = 0, top = 0] = [], [right = 0, bottom = 0] = []] = shares
    expect(Math.max(right - left, bottom - top)).toBeCloseTo(1, 1)
    expect((left + right) / 2).toBeCloseTo(0.5, 1)
    expect((top + bottom) / 2).toBeCloseTo(0.5, 1)
    // Opening a link is no move of the reader.
    await visited.page.waitForTimeout(700)
    expect(new URL(visited.page.url()).searchParams.get('camera')).toBe(box.join(','))
    await visited.close()
  }
  expect(all[1]).toEqual(all[0])
  expect(all[2]).toEqual(all[0])
})

test('a selected node outside the part of a link is shown as well, together with that part', async () => {
  for (const size of SIZES) {
    const visited = await openAt(size, '?select=&camera=300,150,700,450')
    const { places } = await shown(visited, [])
    const far = places.find(({ x, y }) => x > 800 && y > 500) ?? places.find(({ x }) => x < 200)
    if (!far) throw new Error('every node is in the middle')
    await visited.page.goto(`${tests.app.url}?select=${far.id}&camera=300,150,700,450`)
    await drawnNodes(visited.page)
    const { shares } = await shown(visited, [far, { x: 300, y: 150 }, { x: 700, y: 450 }])
    expect([size, shares.map(isVisible)]).toEqual([size, [true, true, true]])
    await visited.close()
  }
})

test('the part that a reader zoomed to is in the URL, and Back and a reload show it again', async () => {
  const visited = await openAt({ width: 1280, height: 800 }, '?select=openai')
  const { page } = visited
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.waitForURL(/camera=/)
  const camera = new URL(page.url()).searchParams.get('camera')
  const state = () => page.evaluate(() => window.__whoLeftWhere?.view.sigma.getCamera().getState())
  const zoomed = await state()
  expect(camera?.split(',')).toHaveLength(4)
  await page.reload()
  await drawnNodes(page)
  expect((await state())?.ratio).toBeCloseTo(zoomed?.ratio ?? 0, 2)
  await page.evaluate(() => window.__whoLeftWhere?.explorer.navigate({ camera: null, select: ['openai'] }))
  await expect.poll(async () => (await state())?.ratio).toBeCloseTo(1, 2)
  await page.goBack()
  await expect.poll(async () => (await state())?.ratio).toBeCloseTo(zoomed?.ratio ?? 0, 2)
  expect(new URL(page.url()).searchParams.get('camera')).toBe(camera)
  expect(visited.errors).toEqual([])
  await visited.close()
})

test('the camera of an older link, a centre and a zoom, still applies', async () => {
  const visited = await openAt({ width: 1280, height: 800 }, '?select=&camera=0.4,0.6,0.5')
  const state = await visited.page.evaluate(() => window.__whoLeftWhere?.view.sigma.getCamera().getState())
  expect(state).toMatchObject({ x: 0.4, y: 0.6, ratio: 0.5 })
  await visited.close()
})
