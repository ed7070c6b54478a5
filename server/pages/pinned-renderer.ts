import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PROJECT_ROOT } from '../root/project-root.ts'
import type { EmbedRenderer, RenderRequest } from './embed-renderer.ts'

/** A view as files that need no server, as `renderPinned` of `client/embed/render-embed.ts` makes them. */
export interface PinnedView extends Awaited<ReturnType<EmbedRenderer>> {
  svg: string | null
  text: string
  data: string
}

export type PinnedRenderer = (
  request: Omit<RenderRequest, 'template'> & { today: string },
) => Promise<PinnedView & { policy: string }>

type RenderPinned = (request: RenderRequest & { today: string }) => Promise<PinnedView>

/** The built renderer, with the script and the styles that it writes into each file. They are read when the first view is published. */
export function builtPinned(): PinnedRenderer {
  let parts: ReturnType<typeof readParts> | undefined
  return async request => {
    parts ??= readParts()
    const { render, template, policy } = await parts
    return { ...(await render({ ...request, template })), policy }
  }
}

async function readParts() {
  const file = join(PROJECT_ROOT, 'dist/embed/render-embed.js')
  const { renderPinned } = (await import(pathToFileURL(file).href)) as { renderPinned: RenderPinned }
  const [script = '', styles = '', licenses = ''] = await Promise.all(
    ['pinned.js', 'pinned.css', 'licenses.md'].map(name => readFile(join(PROJECT_ROOT, 'dist/pinned', name), 'utf8')),
  )
  return { render: renderPinned, ...pinnedTemplate(script, styles, licenses) }
}

/** An empty page for a view, with the licences of the packages in its script, and its Content-Security-Policy: only its own script may run, and it may make no requests. */
export function pinnedTemplate(script: string, styles: string, licenses: string): { template: string; policy: string } {
  // What ends a script in HTML means the same in JavaScript with this backslash.
  const code = `\n${script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c').trim()}\n`
  const hash = createHash('sha256').update(code).digest('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  // The script is first, so that a file which is cut still says so.
  const template = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>who left where</title>
<style>
${styles.replaceAll(/<(?=\/style)/gi, '\\3c ').trim()}
</style>
<script type="module">${code}</script>
<!--
${licenses.replaceAll(/-(?=-)|[<>]/g, character => (character === '-' ? '- ' : ' ')).trim()}
-->
</head>
<body class="embed">
<main id="root"></main>
</body>
</html>
`
  return { template, policy }
}
