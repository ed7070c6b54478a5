/** The ids in the link of a mark: one person or organisation, or the two ends of a line. In a file, such links begin with `#`. */
export function entitiesOf(href: string): string[] {
  const { pathname, searchParams } = new URL(href.replace(/^#/, ''), 'http://page/')
  const names = { '/q/claims': ['one', 'other'], '/q/around': ['node'] }[pathname] ?? []
  return names.flatMap(name => searchParams.get(name) ?? [])
}
