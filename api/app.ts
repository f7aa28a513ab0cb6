import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { PAGES } from '../domain/pages.ts';
import { ARROW_STREAM } from '../domain/wire.ts';
import type { ApiContext } from './context.ts';
import { errorWriter, RequestError, sendError } from './errors.ts';
import { type Route, serve } from './route.ts';
import {
  agencies,
  agencyPut,
  grantEnd,
  grantMake,
  grants,
  requestAnswer,
  requestMake,
  requests,
  sourceAgency,
} from './routes/agencies.ts';
import { basemap } from './routes/basemap.ts';
import { cells } from './routes/cells.ts';
import { corridors } from './routes/corridors.ts';
import { coverage } from './routes/coverage.ts';
import { geocode } from './routes/geocode.ts';
import { health } from './routes/health.ts';
import { incident, incidents, openReports } from './routes/incidents.ts';
import { me } from './routes/me.ts';
import { mergeDismiss, mergeEvents, mergeJoin, mergeSplit, mergeUndo, openMerges } from './routes/merges.ts';
import { openapiRoute } from './routes/openapi.ts';
import { reportCheck, reportSend, reportsSent } from './routes/reports.ts';
import { states } from './routes/states.ts';
import { template } from './routes/template.ts';
import {
  loadedFiles,
  uploadCancel,
  uploadLoad,
  uploadRemove,
  uploadSend,
  uploadState,
} from './routes/uploads.ts';

/** Every route of the API. */
export const ROUTES: readonly Route[] = [
  health,
  me,
  incidents,
  incident,
  openReports,
  states,
  corridors,
  cells,
  coverage,
  basemap,
  template,
  uploadSend,
  uploadState,
  uploadLoad,
  uploadCancel,
  uploadRemove,
  loadedFiles,
  reportCheck,
  reportSend,
  reportsSent,
  geocode,
  openMerges,
  mergeEvents,
  mergeJoin,
  mergeDismiss,
  mergeSplit,
  mergeUndo,
  agencies,
  agencyPut,
  sourceAgency,
  grants,
  grantMake,
  grantEnd,
  requests,
  requestMake,
  requestAnswer,
  openapiRoute(() => ROUTES),
];

const URL_LIMIT = 4096;
const BODY_LIMIT = '100kb';

/**
 * The whole server: API and page.
 *
 * @param webDir folder of the built page.
 */
export function createApp(context: ApiContext, webDir: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // `?crime[]=x` and `?a[b]=c` mean nothing here.
  app.set('query parser', 'simple');
  app.use(helmet(HEADERS));
  app.use(onlyLoopbackNames);
  app.use(limitUrl);
  app.use(compression({ filter: isCompressible }));
  app.use('/api', onlyOurPages, express.json({ limit: BODY_LIMIT, strict: true }));

  for (const route of ROUTES) {
    app[route.method](route.path.replaceAll(/\{(\w+)\}/g, ':$1'), serve(route, context));
  }
  for (const pattern of new Set(ROUTES.map((route) => route.path))) {
    const methods = ROUTES.filter((route) => route.path === pattern).map(({ method }) =>
      method.toUpperCase(),
    );
    app.all(pattern.replaceAll(/\{(\w+)\}/g, ':$1'), (request, response) => {
      response.set('allow', methods.join(', '));
      sendError(response, 405, { code: 'method_not_allowed', message: `no ${request.method} here` });
    });
  }
  app.use('/api', (request) => {
    throw new RequestError(404, 'not_found', `no such route: ${request.path}`);
  });

  app.use('/assets', express.static(path.join(webDir, 'assets'), { immutable: true, maxAge: '1y' }));
  app.use(express.static(webDir, { index: false }));
  app.get(
    PAGES.map(({ path }) => path),
    (_request, response, next) => {
      const page = path.join(webDir, 'index.html');
      if (!existsSync(page)) return next(new RequestError(503, 'page_not_built', 'run: npm run build'));
      response.set('cache-control', 'no-cache').sendFile(page);
    },
  );
  app.use((request) => {
    throw new RequestError(404, 'not_found', `nothing at ${request.path}`);
  });
  app.use(errorWriter(context.log));
  return app;
}

const HEADERS: Parameters<typeof helmet>[0] = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  // Served on loopback without TLS: a browser would remember HSTS for every other service of this machine.
  strictTransportSecurity: false,
};

/** A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding): only names of this machine are answered. */
const onlyLoopbackNames: RequestHandler = (request, _response, next) => {
  const name = request.hostname ?? '';
  if (/^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name)) return next();
  throw new RequestError(421, 'wrong_host', 'this server answers only to its own machine');
};

/** A page of another site must not change anything here with the browser of one of our users. */
const onlyOurPages: RequestHandler = (request, _response, next) => {
  const from = request.get('sec-fetch-site');
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads || from === undefined || from === 'same-origin' || from === 'none') return next();
  throw new RequestError(403, 'foreign_page', 'changes are taken from our own pages only');
};

const limitUrl: RequestHandler = (request, _response, next) => {
  if (request.originalUrl.length <= URL_LIMIT) return next();
  throw new RequestError(414, 'url_too_long', `an address has at most ${URL_LIMIT} characters`);
};

const isCompressible: typeof compression.filter = (request, response) =>
  response.getHeader('content-type') === ARROW_STREAM || compression.filter(request, response);
