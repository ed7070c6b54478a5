import { constants } from 'node:zlib'
import compression from 'compression'
import express, { type Express, type RequestHandler, type Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Adhoc } from './adhoc/adhoc-service.ts'
import type { Driver } from './db/connect.ts'
import type { Questions } from './db/cypher-files.ts'
import { CYPHER_OPENAPI } from './http/adhoc-described.ts'
import { cypher } from './http/adhoc-route.ts'
import { admit, QUESTION_LIMITS, type QuestionLimits } from './http/admission.ts'
import { embed } from './http/embed-route.ts'
import { errorHandler } from './http/error-handler.ts'
import { health, type Pending } from './http/health.ts'
import { crossOriginReads, type HostPages, securityHeaders } from './http/host-pages.ts'
import { MCP_OPENAPI, mcp } from './http/mcp-route.ts'
import { countRefusal, measure, metrics } from './http/metrics.ts'
import { NETWORK_OPENAPI, network } from './http/network-route.ts'
import { oembed, oembedLink } from './http/oembed-route.ts'
import { openApi } from './http/openapi.ts'
import { ownHostOnly } from './http/own-host.ts'
import { pinned } from './http/pinned-route.ts'
import { queries } from './http/queries.ts'
import { pages as questionPages } from './http/question-pages.ts'
import { RECONCILE_OPENAPI, reconcile } from './http/reconcile-route.ts'
import { identify } from './http/request-id.ts'
import { unknownAddress } from './http/unknown-address.ts'
import type { HostPattern } from './lib/host-names.ts'
import { builtEmbed, type EmbedRenderer } from './pages/embed-renderer.ts'
import { builtPinned } from './pages/pinned-renderer.ts'
import { createNetworkReader, type NetworkReader } from './questions/network-reader.ts'

export interface AppOptions extends HostPages {
  driver: Driver
  questions: Questions
  /** Ad hoc Cypher; without it, that route is disabled. */
  adhoc?: Adhoc
  logger: Logger
  /** Memory of the answer cache in MB; default 32, 0 disables it. */
  answersMB?: number
  /** Hosts that the app answers for, besides loopback ones; none by default. */
  allowedHosts?: readonly HostPattern[]
  /** How many questions run and wait at a time, and how long one may take. */
  questionLimits?: QuestionLimits
  /** Reads the whole network; by default a reader of its own. */
  network?: NetworkReader
  /** Serves the client, built or with Vite. */
  pages: RequestHandler
  /** Renders `/embed`; by default the built program. */
  renderEmbed?: EmbedRenderer
  /** Makes a span of each request, with a collector. */
  traceRequests?: RequestHandler
  /** What start-up still has to do. */
  pending?: Pending
  /** Omits the content security policy, because Vite needs inline scripts. */
  development?: boolean
  /** Compares every row of a question with its definition before sending it. For development and tests: it takes time. */
  checkRows?: boolean
}

/** Builds the Express app. It does not listen yet. */
export function buildApp({
  driver,
  questions,
  adhoc,
  logger,
  answersMB = 32,
  allowedHosts = [],
  questionLimits = QUESTION_LIMITS,
  network: networkReader = createNetworkReader(driver),
  pages,
  renderEmbed = builtEmbed(),
  traceRequests,
  pending = () => null,
  development = false,
  checkRows = false,
  ...hostPages
}: AppOptions): Express {
  const { milliseconds } = questionLimits
  const views = { driver, questions, checkRows, milliseconds }
  const embeds = { ...views, renderEmbed, answersMB: answersMB / 4 }
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(identify)
  // The lists of questions need no database.
  const admitQuestion = admit(questionLimits, reportRefusals(logger))
  app.use(
    ['/api/queries/:name', '/api/network', '/q/:name', '/embed', '/oembed', '/reconcile', /^\/pinned\.\w+$/],
    admitQuestion,
  )
  app.use(logRequests(logger))
  app.use(measure)
  if (traceRequests) app.use(traceRequests)
  if (!development) app.use(securityHeaders(hostPages))
  app.use(
    compression({
      filter: (request, response) => isLines(response) || compression.filter(request, response),
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    }),
  )
  app.use(health(driver, pending))
  app.use(ownHostOnly(allowedHosts))
  app.use(wellFormedPath)
  app.use(metrics())
  app.use(oembedLink)
  app.use(questionPages(driver, questions, { hasConsole: adhoc !== undefined, checkRows, milliseconds }))
  app.use(
    '/api/queries',
    crossOriginReads(hostPages),
    queries(driver, questions, { answersMB, checkRows, milliseconds }),
  )
  app.use('/api/network', network(networkReader, milliseconds))
  app.use('/api/cypher', cypher(adhoc))
  app.use('/mcp', mcp({ driver, questions, adhoc, checkRows, milliseconds, admitQuestion }))
  app.use('/api', openApi(questions, CYPHER_OPENAPI, NETWORK_OPENAPI, MCP_OPENAPI, RECONCILE_OPENAPI))
  app.use('/reconcile', crossOriginReads(hostPages), reconcile({ driver, milliseconds }))
  app.use('/embed', embed(embeds))
  app.use('/oembed', oembed(embeds))
  app.use(pinned({ ...views, renderPinned: builtPinned() }))
  app.use(pages)
  app.use(unknownAddress(questions))
  app.use(errorHandler)
  return app
}

/** @throws {URIError} 400; otherwise the file server would answer 404 */
const wellFormedPath: RequestHandler = (request, _response, next) => {
  try {
    decodeURIComponent(request.path)
    next()
  } catch (error) {
    next(Object.assign(error as URIError, { status: 400 }))
  }
}

/** A document of an embed becomes an eighth smaller than at the usual 4, in half as long again. */
const BROTLI_QUALITY = 7

/** The library's default filter does not compress NDJSON. */
const isLines = (response: Response) => String(response.getHeader('content-type')).includes('ndjson')

/** Logs one line per request, except health checks and metrics. Errors are logged separately. */
const logRequests = (logger: Logger) =>
  pinoHttp({
    logger,
    autoLogging: { ignore: ({ url = '' }) => /^\/(healthz|readyz|metrics)$/.test(url) },
    serializers: { req: ({ id, method, url }) => ({ id, method, url }), res: ({ statusCode }) => ({ statusCode }) },
    customErrorObject: (_request, _response, _error, { err: _, ...rest }) => rest,
  })

const REPORT_MS = 1_000

/** Counts refused requests, and logs their number at most once a second: a line for each would cost more than the refusal. */
function reportRefusals(logger: Logger): () => void {
  let refused = 0
  const report = () => {
    logger.warn({ refused }, 'overloaded')
    refused = 0
  }
  return () => {
    countRefusal()
    if (refused++ === 0) setTimeout(report, REPORT_MS).unref()
  }
}
