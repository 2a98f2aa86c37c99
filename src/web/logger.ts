import { pino, type Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { RequestHandler } from 'express'
import type { IncomingMessage } from 'node:http'
import type { ClientAddress } from './client-address.js'

/** JSON lines on standard output; secrets never reach them. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: [
      'req.headers.cookie',
      'req.headers.authorization',
      'res.headers["set-cookie"]',
      '*.password',
      '*._csrf',
      '*.token',
    ],
  })
}

/**
 * Logs each request with its status and time; addresses without their query strings, which may hold a token. What went
 * wrong inside is logged by whoever answers it, once.
 */
export function requestLog(logger: Logger, clientAddress: ClientAddress): RequestHandler {
  return pinoHttp({
    logger,
    serializers: {
      req: (req: { id: unknown; method: string; url: string; raw: IncomingMessage }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0],
        ip: clientAddress(req.raw),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customLogLevel: (_req, res, error) =>
      error || res.statusCode >= 500 ? 'error' : res.statusCode >= 400 ? 'info' : 'debug',
    customErrorObject: (_req, _res, _error, { err: _err, ...line }: Record<string, unknown>) => line,
    quietReqLogger: true,
  })
}
