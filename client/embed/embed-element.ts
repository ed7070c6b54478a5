import { type Embed, EVENTS, type MountOptions, mount } from './mount.ts'

const ATTRIBUTES = [
  'src',
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

/**
 * `<who-left-where src="…">`: a view in a frame of its own shadow tree. Attributes are those of `MountOptions`, and `selected` (ids,
 * separated by spaces), `date` and `step`. The events `ready`, `select`, `step`, `error` and `resize` have the message as `detail`.
 */
export class WhoLeftWhereElement extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES
  #embed: Embed | null = null
  #isReady = false
  readonly #shadow = this.attachShadow({ mode: 'open' })

  get src(): string {
    return this.getAttribute('src') ?? ''
  }
  set src(src: string) {
    this.setAttribute('src', src)
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
    if (date === null) this.removeAttribute('date')
    else this.setAttribute('date', date)
  }

  /** The step of a story that is shown, from 1; null for that of the address. */
  get step(): number | null {
    const step = Number(this.getAttribute('step'))
    return Number.isInteger(step) && step > 0 ? step : null
  }
  set step(step: number | null) {
    if (step === null) this.removeAttribute('step')
    else this.setAttribute('step', String(step))
  }

  connectedCallback(): void {
    this.style.display ||= 'block'
    if (this.src === '') return
    const embed = mount(this.#shadow, this.#options())
    this.#embed = embed
    for (const name of EVENTS)
      embed.on(name, detail => {
        if (name === 'ready') this.#tell()
        this.dispatchEvent(new CustomEvent(name === 'selected' ? 'select' : name, { detail }))
      })
  }

  disconnectedCallback(): void {
    this.#embed?.kill()
    this.#embed = null
    this.#isReady = false
  }

  attributeChangedCallback(name: (typeof ATTRIBUTES)[number]): void {
    if (!this.#embed) {
      if (name === 'src' && this.isConnected) this.connectedCallback()
    } else if (name === 'selected') this.#embed.select(...this.selected)
    else if (name === 'date') this.#embed.date(this.date)
    else if (name === 'step') this.#showStep()
    else {
      // A document that is loaded anew knows neither the date nor the selection.
      this.#isReady = false
      this.#embed.update(this.#options())
    }
  }

  /** What the attributes ask of a frame that has just come. */
  #tell(): void {
    if (this.#isReady) return
    this.#isReady = true
    this.#showStep()
    if (this.date !== null) this.#embed?.date(this.date)
    if (this.selected.length > 0) this.#embed?.select(...this.selected)
  }

  #showStep(): void {
    if (this.step !== null) this.#embed?.step(this.step)
  }

  #options(): MountOptions {
    const [theme, lang, height] = [
      this.getAttribute('theme'),
      this.getAttribute('lang'),
      Number(this.getAttribute('height')),
    ]
    return {
      src: this.src,
      interactive: this.hasAttribute('interactive'),
      time: this.hasAttribute('time'),
      ...(this.title ? { title: this.title } : {}),
      ...(theme === 'light' || theme === 'dark' || theme === 'print' || theme === 'auto' ? { theme } : {}),
      ...(lang === 'en' || lang === 'zh' ? { lang } : {}),
      height: height > 0 ? height : undefined,
    } as MountOptions
  }
}
