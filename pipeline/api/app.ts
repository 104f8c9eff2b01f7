import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Service } from '../contracts/service.ts';
import { failureHandler } from './answers/failure.ts';
import { hostGuard } from './guards/host.ts';
import { linger } from './guards/linger.ts';
import { originGuard } from './guards/origin.ts';
import { requestId } from './guards/request-id.ts';
import { securityHeaders } from './guards/security-headers.ts';
import { Lifecycle, setLifecycle } from './lifecycle.ts';
import { type ApiOptions, DEFAULT_LIMITS } from './options.ts';
import type { Route } from './routes/route.ts';
import { serve } from './routes/serve.ts';
import { routeTable } from './routes/table.ts';

/**
 * The HTTP API over a service. Every request passes the guards, whatever it asks for; then the one route of the table
 * that it names. Error: `SETTINGS_INVALID` for a service that others can reach and that has no keys.
 */
export function createApi(service: Service, options: ApiOptions): Express {
  if (options.listensBeyondLoopback && options.apiKeys === null) {
    const detail = 'a service that listens beyond loopback needs API keys';
    throw new TouchstoneError('SETTINGS_INVALID', { params: { name: 'TOUCHSTONE_API_KEYS', detail } });
  }
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const lifecycle = new Lifecycle(limits.followers, options.listensBeyondLoopback);
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.use(requestId, securityHeaders, linger(limits.lingerMs));
  app.use(hostGuard(options.allowedHosts), originGuard(options.allowedOrigins));
  const table = routeTable(options.version);
  for (const [path, routes] of byPath(table)) {
    const entry = app.route(path);
    for (const route of routes)
      entry[route.method](serve(route, { service, api: options, limits, lifecycle }));
    entry.all(refuseMethod(routes));
  }
  app.use(refuseAddress, failureHandler(options.onError));
  setLifecycle(app, lifecycle);
  return app;
}

function byPath(table: readonly Route[]): Map<string, Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of table) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return paths;
}

/** Also keeps Express from answering OPTIONS and anything else by itself. */
function refuseMethod(routes: readonly Route[]): RequestHandler {
  const methods = routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']));
  const allowed = methods.sort().join(', ');
  return function methodNotAllowed(request) {
    throw new TouchstoneError('METHOD_NOT_ALLOWED', { params: { method: request.method, allowed } });
  };
}

function refuseAddress(_request: Request, _response: Response): never {
  throw new TouchstoneError('NOT_FOUND');
}
