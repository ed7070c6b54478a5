import { markupText } from '../../picture/scene/markup.ts'
import { elementOf } from '../view/markup-elements.ts'
import type { EmbedParts } from './embed-document.ts'

/** Keeps what stands around the picture in step with the state. Only what has changed is replaced, and stays open if it was. */
export function partsOf(root: HTMLElement): (parts: EmbedParts) => void {
  const known = new Map<string, string>()
  return ({ heading, legend, words, foot }) => {
    for (const [selector, part] of [
      ['h1', heading],
      ['.legend-bar', legend],
      ['details.words', words],
      ['footer', foot],
    ] as const) {
      const text = part ? markupText(part) : ''
      if (!part || known.get(selector) === text) continue
      known.set(selector, text)
      const made = elementOf(part)
      const old = root.querySelector(selector)
      if (old?.hasAttribute('open')) made.setAttribute('open', '')
      old?.replaceWith(made)
    }
  }
}
