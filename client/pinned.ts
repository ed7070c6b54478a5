import './no-eval.ts'
import './style/embed.css'
import { mountLivingEmbed } from './embed/living-embed.ts'
import { mountLivingRows } from './embed/living-rows.ts'
import { startEmbed } from './embed/start-embed.ts'

/** The script inside a published file: everything in one, because a file has no other files beside it. */
const root = document.getElementById('root')
if (!root) throw new Error('This file is incomplete: its view is missing.')
// Links to pages of the server lead there, if others can reach it.
document.addEventListener('click', event => {
  const href = (event.target as Element).closest('a')?.getAttribute('href')
  if (event.defaultPrevented || !href?.startsWith('/')) return
  event.preventDefault()
  if (root.dataset.base !== undefined) window.open(new URL(href, root.dataset.base), '_blank', 'noopener')
})
startEmbed(root, window, { map: async () => mountLivingEmbed, rows: async () => mountLivingRows })
