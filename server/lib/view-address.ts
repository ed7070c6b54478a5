/** The query string of the view at an address: the map, an embed, a published file or the page of a question. Null for any other address. */
export function viewSearch({ pathname, search, searchParams }: URL): string | null {
  if (/^\/(embed\/?|pinned\.\w+)?$/.test(pathname)) return search
  const name = /^\/q\/([a-z-]+)$/.exec(pathname)?.[1]
  return name === undefined ? null : `?${new URLSearchParams([['q', name], ...searchParams])}`
}

/** Where `/oembed` describes how the view at an address is embedded. */
export function oembedAddress(view: URL): string {
  const address = new URL('/oembed', view)
  address.searchParams.set('url', view.href)
  return address.href
}
