import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const client = fileURLToPath(new URL('./client/', import.meta.url))

/** Scripts that pages name without a hash. */
const NAMED: Readonly<Record<string, string>> = { q: 'q.js', script: 'embed.js' }

/** Writes each script and style sheet compressed beside it, better than a server has the time for. */
const compressAssets: Plugin = {
  name: 'compress-assets',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets')
    const names = (await readdir(assets)).filter(name => /\.(js|css)$/.test(name))
    await Promise.all(
      names.map(async name => {
        const content = await readFile(join(assets, name))
        await writeFile(join(assets, `${name}.br`), await promisify(brotliCompress)(content))
        await writeFile(join(assets, `${name}.gz`), await promisify(gzip)(content, { level: 9 }))
      }),
    )
  },
}

/** The licences of all packages in a bundle, which the server also sends as `/licenses.md`. */
const LICENSES = { fileName: 'licenses.md' }

/** The script and the style sheet that are written into published files: one of each. */
const PINNED: UserConfig = {
  root: client,
  build: {
    ...{ outDir: '../dist/pinned', emptyOutDir: true, copyPublicDir: false, target: 'es2023' },
    ...{ cssCodeSplit: false, modulePreload: false, chunkSizeWarningLimit: 1_000, license: LICENSES },
    rollupOptions: {
      input: `${client}pinned.ts`,
      output: { codeSplitting: false, entryFileNames: 'pinned.js', assetFileNames: 'pinned[extname]' },
    },
  },
}

/**
 * Four pages: the explorer (`/`), the console (`/console`), whose editor comes in a piece of its own, the whole network
 * (`/network`) and the embed (`/embed`), which have no React in them. `q.js` is the script of the server's pages, and `embed.js` that of other sites.
 */
export default defineConfig(({ isSsrBuild, mode }) => (mode === 'pinned' ? PINNED : pagesConfig(isSsrBuild)))

const pagesConfig = (isSsrBuild = false): UserConfig => ({
  root: client,
  plugins: [react(), !isSsrBuild && compressAssets],
  build: {
    outDir: '../dist/client',
    copyPublicDir: !isSsrBuild,
    emptyOutDir: true,
    license: LICENSES,
    target: 'es2023',
    // The first with `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The page's policy allows no data: scripts, and an inlined worker would be one.
    assetsInlineLimit: 0,
    rollupOptions: {
      // Other sites import from `embed.js`.
      preserveEntrySignatures: 'exports-only',
      // Compressing takes longer than the rest of the build.
      checks: { pluginTimings: false },
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
})
