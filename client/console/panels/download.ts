/** Gives the reader a file that is made here. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun reading by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
