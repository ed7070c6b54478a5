/** The query of a view by its address: the map page, an embed, a published file, or the page of a question; null if it is none. */
export function viewSearch({ pathname, search, searchParams }: URL): string | null {
  if (/^\/(embed\/?|pinned\.\w+)?$/.test(pathname)) return search
  const name = /^\/q\/([a-z-]+)$/.exec(pathname)?.[1]
  return name === undefined ? null : `?${new URLSearchParams([['q', name], ...searchParams])}`
}
