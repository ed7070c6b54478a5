/** Quotes a file name for a shell if necessary. */
export const commandArgument = (text: string): string =>
  /^[\p{L}\p{N}_./@%+=:,~-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
