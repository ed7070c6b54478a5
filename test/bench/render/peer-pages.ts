import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { Router } from 'express'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { decodeNetwork, type WholeNetwork } from '../../../client/api/network-reply.ts'
import { buildApp } from '../../../server/app.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { applySchema } from '../../../server/db/write.ts'
import { builtPages } from '../../../server/http/client-pages.ts'
import { listen } from '../../../server/main.ts'
import { PROJECT_ROOT } from '../../../server/root/project-root.ts'
import { openBrowser } from '../../setup/browser.ts'
import { wipe } from '../../setup/database.ts'
import { openTestServer } from '../../setup/server.ts'

/** Installed for benchmarks alone, in a folder that git ignores. */
const PEERS = { 'force-graph': '1.52.0', 'vis-network': '10.1.5', cytoscape: '3.35.0' }
export const OTHERS = ['sigma', 'force-graph', 'vis-network', 'cytoscape']

export interface PeerBench {
  /** What is built before the pages of the libraries. */
  build: string[]
  /** Settings of Neo4j. */
  settings?: NodeJS.ProcessEnv
  /** Whether other pages may frame those of the product. */
  isFramed?: boolean
  fill(driver: Driver): Promise<void>
}

/** Runs `measure` in a browser over the product with the pages of the libraries beside it, and cleans up. */
export async function besidePeers<T>(
  say: (line: string) => void,
  { build, settings = {}, isFramed = false, fill }: PeerBench,
  measure: (browser: Browser, url: string) => Promise<T>,
): Promise<T> {
  execFileSync(process.execPath, ['bin/run.js', 'build', ...build], { cwd: PROJECT_ROOT, stdio: 'inherit' })
  const pages = await buildPages(say)
  const neo4j = await openTestServer({ ...settings, ...process.env }, say)
  const driver = connect(neo4j)
  const browser = await openBrowser()
  try {
    await wipe(driver)
    await applySchema(driver)
    await fill(driver)
    const server = await serve(driver, pages, isFramed)
    try {
      return await measure(browser, server.url)
    } finally {
      await server.stop()
    }
  } finally {
    await browser.close()
    await wipe(driver)
    await driver.close()
    await neo4j.stop()
  }
}

/** Builds the pages, with the libraries in a folder of their own, and returns the folder of the result. */
async function buildPages(say: (line: string) => void): Promise<string> {
  const root = join(PROJECT_ROOT, '.reports/render-bench')
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }))
  say(`installing ${Object.keys(PEERS).join(', ')}…`)
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  const { build } = await import('vite')
  const here = import.meta.dirname
  await build({
    configFile: false,
    root: here,
    logLevel: 'warn',
    resolve: { alias: Object.fromEntries(Object.keys(PEERS).map(name => [name, join(root, 'node_modules', name)])) },
    build: {
      outDir: join(root, 'pages'),
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 5_000,
      rollupOptions: {
        input: Object.fromEntries(['bare', 'ours', ...OTHERS].map(name => [name, join(here, `${name}.js`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  return join(root, 'pages')
}

/**
 * The product with the pages of the benchmark beside it. The libraries set styles that its content security policy forbids. With
 * `isFramed`, each page may be framed, and `/bench/host.html?ADDRESS` frames one.
 */
async function serve(driver: Driver, pages: string, isFramed = false) {
  const router = Router()
  router.get('/bench/:name.html', ({ params: { name } }, response) => {
    response.send(
      `<!doctype html><title>${name}</title><body style="margin: 0"><script type="module" src="/bench/${name}.js"></script>`,
    )
  })
  let vertices: { network: WholeNetwork; body: Buffer } | undefined
  router.get('/bench/vertices', async ({ headers: { host } }, response) => {
    if (!vertices) {
      const network = await readNetwork(`http://${host}/`)
      vertices = { network, body: verticesOf(network) }
    }
    const { network, body } = vertices
    response.set({ 'x-lines': String(network.lines), 'x-points': String(network.nodes) })
    response.type('bin').send(body)
  })
  router.use('/bench', express.static(pages))
  router.use(builtPages())
  const questions = await readQuestions()
  const app = buildApp({ driver, questions, logger: pino({ level: 'silent' }), pages: router, development: true })
  return listen(isFramed ? frameable(app) : app, 0, '127.0.0.1')
}

/** The same pages without the headers that forbid frames. */
function frameable(app: express.Express): express.Express {
  const framed = express()
  framed.get('/bench/host.html', (_, response) => {
    response.send('<!doctype html><title>host</title><body>')
  })
  framed.use((_, response, next) => {
    const set = response.setHeader.bind(response)
    response.setHeader = (name, value) =>
      /^(content-security-policy|x-frame-options)$/i.test(name) ? response : set(name, value)
    next()
  })
  framed.use(app)
  return framed
}

export async function readNetwork(url: string): Promise<WholeNetwork> {
  const reply = await fetch(`${url}api/network`)
  return decodeNetwork(await reply.arrayBuffer())
}

/** The two ends of each line, then the points: x and y of each. */
function verticesOf({ nodes, lines, columns: { x, y, source, target } }: WholeNetwork): Buffer {
  const vertices = new Float32Array((lines * 2 + nodes) * 2)
  let at = 0
  const add = (node: number) => {
    vertices[at++] = x[node] ?? 0
    vertices[at++] = y[node] ?? 0
  }
  for (let line = 0; line < lines; line++) for (const end of [source[line] ?? 0, target[line] ?? 0]) add(end)
  for (let node = 0; node < nodes; node++) add(node)
  return Buffer.from(vertices.buffer)
}
