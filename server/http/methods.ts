import type { RequestHandler } from 'express'
import { HttpError } from '../lib/http-errors.ts'

/** Answers OPTIONS, and refuses methods that no handler before this one took, with 405. */
export const allowOnly = (...methods: string[]): RequestHandler => {
  const allow = [...methods, 'OPTIONS'].join(', ')
  return (request, response) => {
    response.set('Allow', allow)
    if (request.method === 'OPTIONS') return void response.status(204).end()
    throw new HttpError(405, 'method-not-allowed', `This address does not support ${request.method}, only ${allow}.`)
  }
}

/** The last handler of an address that can only be read. */
export const readOnly = allowOnly('GET', 'HEAD')
