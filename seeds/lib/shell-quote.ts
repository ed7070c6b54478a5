/** A file name as a command line takes it. */
export const commandArgument = (text: string): string =>
  /^[\p{L}\p{N}_./@%+=:,~-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
