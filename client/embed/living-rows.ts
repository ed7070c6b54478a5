import { elementOf } from '../view/markup-elements.ts'
import { hasTime } from './document-data.ts'
import { embedContent } from './embed-content.ts'
import { embedPictures } from './embed-pictures.ts'
import { mountTime } from './embed-time.ts'
import { dateOf, type LivingEmbed, openEmbed } from './open-embed.ts'
import { partsOf } from './replace-parts.ts'

/** Lets a document of a picture or a table follow a date, drawn by the same functions as in the server. */
export async function mountLivingRows(root: HTMLElement, window: Window & typeof globalThis): Promise<LivingEmbed> {
  const { explorer, reader, sources } = await openEmbed(root, window)
  const { store } = explorer
  const stage = root.querySelector<HTMLElement>('.stage') as HTMLElement
  const replace = partsOf(root)
  let frame = 0
  const draw = () => {
    const { parts } = embedContent(store.getState(), sources, reader, view =>
      embedPictures(store.getState(), view, reader),
    )
    stage.replaceChildren(...elementOf(parts.stage).childNodes)
    replace(parts)
  }
  // What the server has drawn stays until something changes.
  let shown = store.getState().location
  store.subscribe(({ location }) => {
    if (location === shown) return
    shown = location
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(draw)
  })
  if (hasTime(root, window)) mountTime(stage, explorer, reader)
  return { explorer, open: () => {}, date: dateOf(explorer) }
}
