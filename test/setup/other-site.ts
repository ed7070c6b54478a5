import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page or script of another site, with its headers. */
export interface OtherPage {
  body: string
  headers?: Record<string, string>
}

export interface OtherSite {
  /** Without a slash at its end. */
  url: string
  /** Adds a page and returns its address. A later one replaces that of the same path. */
  add(page: OtherPage, path?: string): string
  close(): void
}

/** A site of another origin, whose pages show ours. */
export async function openOtherSite(): Promise<OtherSite> {
  const pages = new Map<string, OtherPage>()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://here')
    const page = pages.get(pathname)
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(page ? 200 : 404, { 'content-type': type, ...page?.headers }).end(page?.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    add(page, path = `/${pages.size}`) {
      pages.set(path, page)
      return url + path
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
