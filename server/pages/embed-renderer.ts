import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Source } from '../../picture/answer/evidence.ts'
import type { AskOutcome, InProcessAsk } from '../questions/ask-in-process.ts'
import { PROJECT_ROOT } from '../root/project-root.ts'

/** As in `client/embed/render-embed.ts`, which is built apart from the server. */
export interface RenderRequest {
  /** The query of the address, with its `?`. */
  search: string
  /** The languages of the reader, the preferred one first. */
  languages: readonly string[]
  fetchReply(ask: InProcessAsk): Promise<AskOutcome>
  /** By the ids of their claims, or by their own. */
  sourcesOf(ids: string[]): Promise<ReadonlyMap<string, Source>>
  /** The address of the server, with a slash at its end. */
  base: string
  /** The page as it was built. */
  template: string
}

/** Renders the document of an embed by the program of the client. */
export type EmbedRenderer = (
  request: Omit<RenderRequest, 'template'>,
) => Promise<{ status: number; language: string; title: string; html: string }>

export type Render = (request: RenderRequest) => ReturnType<EmbedRenderer>

/** The built renderer with the built page. Both are read when the first embed is asked for. */
export function builtEmbed(): EmbedRenderer {
  let parts: Promise<readonly [Render, string]> | undefined
  const read = async () => {
    const file = join(PROJECT_ROOT, 'dist/embed/render-embed.js')
    const { renderEmbed } = (await import(pathToFileURL(file).href)) as { renderEmbed: Render }
    return [renderEmbed, await readFile(join(PROJECT_ROOT, 'dist/client/embed.html'), 'utf8')] as const
  }
  return async request => {
    parts ??= read()
    const [render, template] = await parts
    return render({ ...request, template })
  }
}
