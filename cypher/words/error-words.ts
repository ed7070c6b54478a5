import type { Language } from '../query.ts'

/**
 * Messages of the server for readers, by the codes of its errors. In English, they are the server's own, which say more; a code that is
 * missing here has only that message.
 */
const zh: Readonly<Record<string, string>> = {
  'unknown-address': '没有这个页面。起始页是 /。',
  'unknown-name': '没有这个标识对应的人或机构。',
  'unknown-question': '没有这个问题。/q 列出全部问题。',
  'bad-cursor': '分页标记无效。请从第一页重新开始。',
  'data-changed': '此标记之前的行已变更。请从第一页重新开始。',
  'bad-request': '请求格式有误。',
  'database-unavailable': '数据库没有响应。请稍后再试。',
  'foreign-host': '此服务器不回应这个主机名。',
  'internal-error': '服务器内部发生错误，详情见服务器日志。',
  'method-not-allowed': '此地址不支持这种请求方法。',
  'no-view': '此地址没有可以嵌入的视图。',
  'no-picture': '此视图是表格，没有图片。',
  'not-acceptable': '服务器无法提供所要求的格式。',
  'not-implemented': '此服务器不支持这项功能。',
  'unsupported-media-type': '不支持这种格式的请求正文。',
  'precondition-failed': '文件已不是请求所指的版本。',
  'range-not-satisfiable': '所请求的范围超出了文件。',
  overloaded: '服务器正忙。请稍后再试。',
  'sender-must-wait': '请求过于频繁。请稍候再试。',
  'too-large': '此问题或请求太大。请只问一个人或一家机构，缩短时间范围，或减小上限。',
  'too-slow': '此问题用时过长。请缩小范围，例如减小上限。',
  'too-often': '请求过于频繁。请稍候再试。',
  'bad-body': '请求正文有误。',
  'unknown-parameter': '此地址没有这个参数。',
  'foreign-origin': '只有此服务器自己的页面可以从浏览器发送 Cypher。',
  'adhoc-off': '此服务器已关闭自定义 Cypher。请改用现有的问题。',
}

/** What went wrong, and the language of that text. Parameters are named in the server's message, so it remains behind the Chinese. */
export function errorWords(
  { code, message }: { code: string; message: string },
  language: Language,
): { text: string; language: Language } {
  const known = language === 'zh' && Object.hasOwn(zh, code) ? zh[code] : undefined
  const id = code === 'internal-error' ? REQUEST_ID.exec(message)?.[1] : undefined
  if (known !== undefined) return { text: id === undefined ? known : `${known}请求编号：${id}`, language: 'zh' }
  if (language === 'zh' && code === 'bad-parameter') return { text: `参数有误：${message}`, language: 'zh' }
  return { text: message, language: 'en' }
}

/** A message with the id of the request that the log has. */
export const nameRequest = (message: string, id: string): string => `${message} Request ID: ${id}`
const REQUEST_ID = / Request ID: (\S+)$/
