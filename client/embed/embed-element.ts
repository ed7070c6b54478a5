import { type Embed, EVENTS, type MountOptions, mount } from './mount.ts'

const ATTRIBUTES = [
  'src',
  'server',
  'title',
  'theme',
  'lang',
  'height',
  'interactive',
  'time',
  'selected',
  'date',
  'step',
] as const

type Theme = NonNullable<MountOptions['theme']>
const THEMES: readonly Theme[] = ['light', 'dark', 'print', 'auto']
const LANGUAGES: readonly MountOptions['lang'][] = ['en', 'zh']

// A package is also imported where pages are rendered in advance, without a browser.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement)

/**
 * `<who-left-where src="…">`: a view in a frame of its own shadow tree. Attributes are those of `MountOptions`, and `selected` (ids,
 * separated by spaces), `date` and `step`. The events `ready`, `select`, `step`, `error` and `resize` have the message as `detail`.
 */
export class WhoLeftWhereElement extends Base {
  static readonly observedAttributes = ATTRIBUTES
  #embed: Embed | null = null
  #notice: HTMLElement | null = null
  readonly #shadow = this.attachShadow({ mode: 'open' })

  get src(): string {
    return this.getAttribute('src') ?? ''
  }
  set src(src: string) {
    this.setAttribute('src', src)
  }

  /** The server of a relative `src`. */
  get server(): string | null {
    return this.getAttribute('server')
  }
  set server(server: string | null) {
    this.#set('server', server)
  }

  get theme(): Theme | null {
    return THEMES.find(theme => theme === this.getAttribute('theme')) ?? null
  }
  set theme(theme: Theme | null) {
    this.#set('theme', theme)
  }

  /** In pixels; null for the height of the content. */
  get height(): number | null {
    const height = Number(this.getAttribute('height'))
    return height > 0 ? height : null
  }
  set height(height: number | null) {
    this.#set('height', height)
  }

  /** Whether a map lives without a touch. */
  get interactive(): boolean {
    return this.hasAttribute('interactive')
  }
  set interactive(interactive: boolean) {
    this.toggleAttribute('interactive', interactive)
  }

  /** Whether readers choose a date. */
  get time(): boolean {
    return this.hasAttribute('time')
  }
  set time(time: boolean) {
    this.toggleAttribute('time', time)
  }

  /** The ids of what is selected. */
  get selected(): string[] {
    return (this.getAttribute('selected') ?? '').split(/\s+/).filter(Boolean)
  }
  set selected(ids: readonly string[]) {
    this.setAttribute('selected', ids.join(' '))
  }

  /** The date of the map; null for all dates. */
  get date(): string | null {
    return this.getAttribute('date')
  }
  set date(date: string | null) {
    this.#set('date', date)
  }

  /** The step of a story that is shown, from 1; null for that of the address. */
  get step(): number | null {
    const step = Number(this.getAttribute('step'))
    return Number.isInteger(step) && step > 0 ? step : null
  }
  set step(step: number | null) {
    this.#set('step', step)
  }

  #set(name: (typeof ATTRIBUTES)[number], value: string | number | null): void {
    if (value === null) this.removeAttribute(name)
    else this.setAttribute(name, String(value))
  }

  connectedCallback(): void {
    this.style.display ||= 'block'
    // Where the page has the element before the script, its attributes come first, and show it.
    if (this.#embed || this.src === '') return
    const embed = this.#attempt(() => mount(this.#shadow, this.#options()))
    if (!embed) return
    this.#embed = embed
    for (const name of EVENTS)
      embed.on(name, detail => {
        this.dispatchEvent(new CustomEvent(name === 'selected' ? 'select' : name, { detail }))
      })
    this.#ask()
  }

  disconnectedCallback(): void {
    this.#embed?.kill()
    this.#embed = null
  }

  attributeChangedCallback(name: (typeof ATTRIBUTES)[number]): void {
    if (name === 'src' && this.src === '') this.disconnectedCallback()
    else if (!this.#embed) {
      if ((name === 'src' || name === 'server') && this.isConnected) this.connectedCallback()
    } else if (name === 'selected') this.#embed.select(...this.selected)
    else if (name === 'date') this.#embed.date(this.date)
    else if (name === 'step') this.#showStep()
    else {
      const embed = this.#embed
      this.#attempt(() => embed.update(this.#options()))
      if (name === 'src') this.#ask()
    }
  }

  /** For an invalid address, shows a message in place of the view and sends an `error` event. */
  #attempt<T>(act: () => T): T | undefined {
    try {
      const done = act()
      this.#notice?.remove()
      this.#notice = null
      return done
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.disconnectedCallback()
      this.#notice ??= document.createElement('p')
      this.#notice.textContent = error.message
      this.#shadow.append(this.#notice)
      this.dispatchEvent(new CustomEvent('error', { detail: { code: 'bad-address', message: error.message } }))
      return undefined
    }
  }

  /** What the attributes ask of a view. */
  #ask(): void {
    this.#showStep()
    if (this.date !== null) this.#embed?.date(this.date)
    if (this.selected.length > 0) this.#embed?.select(...this.selected)
  }

  #showStep(): void {
    if (this.step !== null) this.#embed?.step(this.step)
  }

  #options(): MountOptions {
    const { src, server, theme, title, lang, height, interactive, time } = this
    return {
      ...{ src, server: server ?? undefined, theme: theme ?? undefined, title: title || undefined, interactive, time },
      ...{ lang: LANGUAGES.find(one => one === lang), height: height ?? undefined },
    }
  }
}

/** Defines `<who-left-where>`, unless the page has it. */
export function defineElement(): void {
  if (globalThis.customElements && !customElements.get('who-left-where'))
    customElements.define('who-left-where', WhoLeftWhereElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'who-left-where': WhoLeftWhereElement
  }
}
