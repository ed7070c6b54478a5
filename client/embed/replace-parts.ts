import { type Markup, markupText } from '../../picture/scene/markup.ts'
import { elementOf } from '../view/markup-elements.ts'
import type { EmbedParts } from './embed-document.ts'

/** Keeps what stands around the picture in step with the state. Only what has changed is replaced, and stays open if it was. */
export function partsOf(root: HTMLElement): (parts: EmbedParts) => void {
  const known = new Map<string, string>()
  return ({ heading, story, legend, words, foot, steps }) => {
    if (story) replaceStory(root, story)
    for (const [selector, part] of [
      ['h1', heading],
      ['.legend-bar', legend],
      ['details.words', words],
      ['footer', foot],
      ['details.story-steps', steps],
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

/** The caption changes in place, so that it is spoken, and the focus stays on the link that was followed, or goes to the other one. */
function replaceStory(root: HTMLElement, story: Markup): void {
  const old = root.querySelector<HTMLElement>('.story')
  const made = elementOf(story) as HTMLElement
  if (!old || old.outerHTML === made.outerHTML) return
  const { activeElement } = root.ownerDocument
  const focused = old.contains(activeElement) ? activeElement?.getAttribute('rel') : null
  for (const part of ['[role="status"]', 'nav'])
    old.querySelector(part)?.replaceChildren(...(made.querySelector(part)?.childNodes ?? []))
  if (made.dataset.step) old.dataset.step = made.dataset.step
  else delete old.dataset.step
  if (focused) (old.querySelector<HTMLElement>(`a[rel="${focused}"]`) ?? old.querySelector('a'))?.focus()
}
