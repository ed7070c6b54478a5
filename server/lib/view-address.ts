/** The query string of the view at an address: the map, an embed, a published file or the page of a question. Null for any other address. */
export function viewSearch({ pathname, search, searchParams }: URL): string | null {
  if (/^\/(embed\/?|pinned\.\w+)?$/.test(pathname)) return search
  const name = /^\/q\/([a-z-]+)$/.exec(pathname)?.[1]
  return name === undefined ? null : `?${new URLSearchParams([['q', name], ...searchParams])}`
}
