import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const client = fileURLToPath(new URL('./client/', import.meta.url))

/** Scripts that pages name without a hash. */
const NAMED: Readonly<Record<string, string>> = { q: 'q.js', script: 'embed.js' }

/**
 * Four pages: the explorer (`/`), the console (`/console`), whose editor comes in a piece of its own, the whole network
 * (`/network`) and the embed (`/embed`), which have no React in them. `q.js` is the script of the server's pages, and `embed.js` that of other sites.
 */
export default defineConfig(({ isSsrBuild }) => ({
  root: client,
  plugins: [react()],
  build: {
    outDir: '../dist/client',
    copyPublicDir: !isSsrBuild,
    emptyOutDir: true,
    target: 'es2023',
    // The first with `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's policy allows no data: scripts, and an inlined worker would be one.
    assetsInlineLimit: 0,
    rollupOptions: {
      // Other sites import from `embed.js`.
      preserveEntrySignatures: 'exports-only',
      input: {
        index: `${client}index.html`,
        console: `${client}console.html`,
        embed: `${client}embed.html`,
        network: `${client}whole-network.html`,
        q: `${client}q.ts`,
        script: `${client}embed-script.ts`,
      },
      output: {
        entryFileNames: ({ name }) => (isSsrBuild ? '[name].js' : (NAMED[name] ?? 'assets/[name]-[hash].js')),
      },
    },
  },
  // What renders embeds in the server needs no packages beside it.
  ssr: { noExternal: true },
  worker: { format: 'es' },
}))
