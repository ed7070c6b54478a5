import './style/embed.css'
import { startEmbed } from './embed/start-embed.ts'

const root = document.getElementById('root')
if (!root) throw new Error('embed.html has no #root to show the view in.')
startEmbed(root, window, {
  map: async () => (await import('./living.ts')).mountLivingEmbed,
  rows: async () => (await import('./dated.ts')).mountLivingRows,
})
