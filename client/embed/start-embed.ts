import { entitiesOf } from '../view/entities-of.ts'
import { listenToHost, tellHost } from './host.ts'
import type { LivingEmbed, mountLivingEmbed } from './living-embed.ts'

type LoadLiving = () => Promise<{ mountLivingEmbed: typeof mountLivingEmbed }>

/**
 * Starts an embed that the server has rendered: reports to the host page, and makes a map interactive when the reader touches it, or as
 * soon as it is in view if the URL has `interactive=1`.
 */
export function startEmbed(root: HTMLElement, window: Window & typeof globalThis, load: LoadLiving): void {
  const { document } = window
  tellState(root, window)
  for (const [type, open] of [
    ['beforeprint', true],
    ['afterprint', false],
  ] as const)
    window.addEventListener(type, () => {
      for (const details of root.querySelectorAll('details')) details.open = open
    })
  const stage = root.querySelector<HTMLElement>('.stage')
  if (!stage || root.dataset.shows !== 'map' || !stage.querySelector('figure')) return
  let living: Promise<LivingEmbed> | undefined
  const wake = () => {
    living ??= load().then(({ mountLivingEmbed }) => mountLivingEmbed(root, window))
    return living
  }
  const button = root.querySelector<HTMLButtonElement>('.explore')
  if (button) button.hidden = false
  root.addEventListener('click', event => {
    const target = event.target as Element
    if (target.closest('.explore')) void wake().then(() => stage.focus())
  })
  stage.addEventListener('pointerenter', () => void load(), { once: true })
  stage.addEventListener('click', event => {
    if (living || event.ctrlKey || event.metaKey || event.shiftKey) return
    const ids = entitiesOf((event.target as Element).closest('a')?.getAttribute('href') ?? '')
    event.preventDefault()
    void wake().then(({ open }) => open(ids))
  })
  listenToHost(window, request => {
    void wake().then(({ explorer }) => {
      if (request.type === 'who-left-where:select') explorer.select(...request.ids)
      else explorer.navigate({ at: request.date, ...(request.date === null ? { vs: null } : {}) })
    })
  })
  if (new URLSearchParams(document.location.search).get('interactive') !== '1') return
  const seen = new IntersectionObserver(entries => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    seen.disconnect()
    void wake()
  })
  seen.observe(stage)
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
  let reported = 0
  const tell = () => {
    const height = heightOf(root)
    if (height === reported) return
    reported = height
    tellHost(window, { type: 'who-left-where:resize', height })
  }
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
