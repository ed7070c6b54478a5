import { entitiesOf } from '../view/entities-of.ts'
import { hasTime, isPinned, isWhole, searchOf } from './document-data.ts'
import { listenToHost, tellHost, tellStep, tellWordPress } from './host.ts'
import type { LivingEmbed } from './open-embed.ts'

/** What makes a document interactive, by what it shows. */
export interface Living {
  map(): Promise<Mount>
  rows(): Promise<Mount>
}
type Mount = (root: HTMLElement, window: Window & typeof globalThis) => Promise<LivingEmbed>

/**
 * Starts an embed that the server has rendered: reports to the host page, and makes it interactive when the reader touches its map, when
 * the host asks for a date or a selection, or as soon as it is in view if its URL has `interactive=1` or `time=1`.
 */
export function startEmbed(root: HTMLElement, window: Window & typeof globalThis, living: Living): void {
  const { document } = window
  tellState(root, window)
  root.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('footer a')
    if (link) tellWordPress(window, 'link', link.href)
  })
  for (const [type, open] of [
    ['beforeprint', true],
    ['afterprint', false],
  ] as const)
    window.addEventListener(type, () => {
      for (const details of root.querySelectorAll('details')) details.open = open
    })
  const stage = root.querySelector<HTMLElement>('.stage')
  const { shows, error } = root.dataset
  if (!stage || error !== undefined) return
  if (isPinned(root) && !isWhole(document)) {
    sayIncomplete(root, window)
    return
  }
  const isMap = shows === 'map'
  if (isMap && !stage.querySelector('figure')) return
  const load = isMap ? living.map : living.rows
  let mounted: Promise<LivingEmbed> | undefined
  const wake = () => {
    mounted ??= load().then(mount => mount(root, window))
    return mounted
  }
  if (isMap) wakeByTouch(root, stage, { wake, load, isAwake: () => mounted !== undefined })
  followSteps(root, window, step => void wake().then(({ explorer }) => explorer.showStep(step - 1)))
  listenToHost(window, request => {
    void wake().then(({ explorer, date }) => {
      if (request.type === 'who-left-where:select') explorer.select(...request.ids)
      else if (request.type === 'who-left-where:step') explorer.showStep(request.step - 1)
      else date(request.date)
    })
  })
  const isInteractive = isMap && new URLSearchParams(searchOf(root, window)).get('interactive') === '1'
  if (!isInteractive && !hasTime(root, window)) return
  const seen = new IntersectionObserver(entries => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    seen.disconnect()
    void wake()
  })
  seen.observe(stage)
}

function wakeByTouch(
  root: HTMLElement,
  stage: HTMLElement,
  { wake, load, isAwake }: { wake: () => Promise<LivingEmbed>; load: () => Promise<unknown>; isAwake: () => boolean },
): void {
  const button = root.querySelector<HTMLButtonElement>('.explore')
  if (button) button.hidden = false
  root.addEventListener('click', event => {
    const target = event.target as Element
    if (target.closest('.explore')) void wake().then(() => stage.focus())
  })
  stage.addEventListener('pointerenter', () => void load(), { once: true })
  stage.addEventListener('click', event => {
    if (isAwake() || event.ctrlKey || event.metaKey || event.shiftKey) return
    const ids = entitiesOf((event.target as Element).closest('a')?.getAttribute('href') ?? '')
    event.preventDefault()
    void wake().then(({ open }) => open(ids))
  })
}

/** Links to the steps of a story show them in place; so do the arrow keys, except where they move the map or a date. */
function followSteps(root: HTMLElement, window: Window, show: (step: number) => void): void {
  const stepOf = (link: Element | null | undefined) => Number((link as HTMLElement | null)?.dataset.step)
  root.addEventListener('click', event => {
    const link = (event.target as Element).closest('a[data-step]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(stepOf(link))
  })
  window.document.addEventListener('keydown', event => {
    const rel = event.key === 'ArrowRight' ? 'next' : event.key === 'ArrowLeft' ? 'prev' : null
    if (rel === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if ((event.target as Element).closest('.stage, .table, input, select')) return
    const link = root.querySelector(`.story a[rel="${rel}"]`)
    if (link) show(stepOf(link))
  })
}

/** Says above a cut file that its data are incomplete, and tells the host page. The server wrote the sentence into the document. */
function sayIncomplete(root: HTMLElement, window: Window): void {
  const message = root.dataset.incomplete ?? ''
  const words = window.document.createElement('p')
  words.className = 'incomplete cut'
  words.setAttribute('role', 'alert')
  words.textContent = message
  root.prepend(words)
  tellHost(window, { type: 'who-left-where:error', code: 'incomplete', message })
}

/** What is shown, or why nothing is; then the height that shows everything, as often as it changes. */
function tellState(root: HTMLElement, window: Window & typeof globalThis): void {
  const { people, organisations, claims, error } = root.dataset
  const message = root.querySelector('.notice')?.textContent ?? ''
  if (error !== undefined) tellHost(window, { type: 'who-left-where:error', code: error, message })
  else
    tellHost(window, {
      ...{ type: 'who-left-where:ready', people: Number(people) },
      ...{ organisations: Number(organisations), claims: Number(claims) },
    })
  const story = root.querySelector<HTMLElement>('.story')
  const caption = story?.querySelector('.story-caption')?.textContent ?? ''
  if (story?.dataset.step)
    tellStep(window, { step: Number(story.dataset.step), count: Number(story.dataset.steps), caption })
  let reported = 0
  const tell = () => {
    const height = heightOf(root)
    if (height === reported || root.clientWidth === 0) return
    reported = height
    tellHost(window, { type: 'who-left-where:resize', height })
    tellWordPress(window, 'height', height)
  }
  // At once, because a host may hide the frame until it speaks, and a frame that is hidden observes nothing.
  tell()
  new ResizeObserver(tell).observe(root)
}

/** The height of everything at the present width, in pixels, whatever the height of the frame. */
function heightOf(root: HTMLElement): number {
  const stage = root.querySelector<HTMLElement>('.stage')
  const others = [...root.children].filter(child => child !== stage && child instanceof HTMLElement) as HTMLElement[]
  const shown = [...(stage?.querySelectorAll('svg') ?? [])].find(svg => svg.getClientRects().length > 0)
  const box = shown?.viewBox.baseVal
  const content = box && box.width > 0 ? (root.clientWidth * box.height) / box.width : (stage?.scrollHeight ?? 0)
  return Math.ceil(others.reduce((sum, { offsetHeight }) => sum + offsetHeight, content))
}
