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
  'cypher-reads-only': '此处只能读取数据，该语句要写入或修改。请改写为读取。',
  'cypher-operator': '该语句含有不允许的操作，例如写入、LOAD CSV 或 SHOW。请改写为读取。',
  'cypher-procedure': '不允许调用该过程。',
  'cypher-function': '不允许使用该函数。',
  'cypher-pattern': '该正则表达式可能无休止地回溯。请改用 CONTAINS、STARTS WITH 或全文索引。',
  'cypher-work': '该表达式可能无限增长或长时间运行。请改用 UNWIND 与聚合。',
  'cypher-depth': '该语句嵌套太深或组合太多。请用 WITH 拆开。',
  'cypher-length': '该语句太长。较长的列表请作为参数传递。',
  'cypher-options': '只能用 CYPHER 选项指定版本，例如 CYPHER 25。',
  'cypher-parameters': '参数缺失、类型不符或太大。',
  'cypher-syntax': '语法错误，Neo4j 无法读懂该语句。',
  'cypher-escape': '转义有误：\\u 之后应有四位十六进制数字。',
  'cypher-character': '该语句含有无效字符。',
  'cypher-empty': '语句为空。请写一条，例如 MATCH (n) RETURN n。',
  'cypher-error': 'Neo4j 执行该语句时出错。',
}

/** Messages about parameters, by what they say in English. Names, values and examples stay as they are. */
const zhOfParameters: readonly (readonly [RegExp, string])[] = [
  [/\. GET \/api\/queries lists the parameters of ([\w-]+)\./g, '。全部参数见 /q/$1。'],
  [/is unknown; did you mean ([^?\s]+)\? The parameters are ([\w, ]+)/g, '未知；是否指 $1？可用的参数：$2'],
  [/is unknown\. The parameters are ([\w, ]+)/g, '未知。可用的参数：$1'],
  [/is unknown: this question has no parameters/g, '未知：此问题没有参数'],
  [/is repeated; pass it once/g, '重复；只需填一次'],
  [/is missing/g, '缺失'],
  [/is not a number/g, '不是数字'],
  [/is not a whole number/g, '不是整数'],
  [/is under (\d+)/g, '小于 $1'],
  [/is over (\d+) characters/g, '超过 $1 个字符'],
  [/is over (\d+)/g, '大于 $1'],
  [/is after to: (\S+) is later than ([\d-]+)/g, '晚于 to：$1 在 $2 之后'],
  [/is empty; give [a-z ]+/g, '为空'],
  [/names one person; give two or more, separated by commas/g, '只有一个人；请填两个或更多，用逗号隔开'],
  [/names more than ten people; give at most ten/g, '超过十人；最多填十人'],
  [/has no letter or digit to search for/g, '没有可搜索的文字或数字'],
  [/has no last day; give a day, a month or a year/g, '没有最后一天；请填日、月或年'],
  [/"([^"]*)" is not a date: /g, '“$1”不是日期：'],
  [/the interval ends before it begins/g, '期间的结束早于开始'],
  [/leave it empty if there is no end/g, '没有结束日期时请留空'],
  [/leave it empty if the date is not known/g, '日期不详时请留空'],
  [/did you mean (.+?)\?/g, '是否指 $1？'],
  [/put hyphens between year, month and day/g, '年、月、日之间请加连字符'],
  [/a two-digit year does not give the century; write four digits/g, '两位数的年份无法确定世纪；请写四位'],
  [/write months and days with two digits/g, '月和日请写两位数'],
  [/there is no month (\d+)/g, '没有 $1 月'],
  [/(\d{4}-\d\d) has no day (\d\d)/g, '$1 没有 $2 日'],
  [/years run from 0001 to 9999/g, '年份须在 0001 至 9999 之间'],
  [/times of day are not supported; leave the time out/g, '不支持时刻；请去掉时间'],
  [/is in the future; give [^.;]+/g, '在未来；请填不晚于今天的日期，或留空以采用来源的最新日期'],
]

const parametersInChinese = (message: string): string =>
  zhOfParameters.reduce((text, [pattern, words]) => text.replace(pattern, words), message)

/** What went wrong, and the language of that text. Parameters are named in the server's message, so it remains behind the Chinese. */
export function errorWords(
  { code, message }: { code: string; message: string },
  language: Language,
): { text: string; language: Language } {
  const known = language === 'zh' && Object.hasOwn(zh, code) ? zh[code] : undefined
  const id = code === 'internal-error' ? REQUEST_ID.exec(message)?.[1] : undefined
  if (known !== undefined) return { text: id === undefined ? known : `${known}请求编号：${id}`, language: 'zh' }
  if (language === 'zh' && code === 'bad-parameter')
    return { text: `参数有误：${parametersInChinese(message)}`, language: 'zh' }
  return { text: message, language: 'en' }
}

/** A message with the id of the request that the log has. */
export const nameRequest = (message: string, id: string): string => `${message} Request ID: ${id}`
const REQUEST_ID = / Request ID: (\S+)$/
