import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { PAGES } from '../domain/pages.ts';
import { ARROW_STREAM } from '../domain/wire.ts';
import { identify } from './auth/identify.ts';
import { limitAddress, limitAsker, limitSignIns, supposedAsker } from './auth/limits.ts';
import { onlyOurNames, onlyOurPages } from './auth/own-pages.ts';
import type { AccessSettings } from './auth/settings.ts';
import { compressedAssets } from './compressed-assets.ts';
import type { ApiContext } from './context.ts';
import { errorWriter, RequestError, sendError } from './errors.ts';
import { boundLoad, LOAD_LIMITS, type LoadLimits } from './overload.ts';
import { type Route, serve } from './route.ts';
import { account, passwordChange } from './routes/account.ts';
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
import {
  alertRuleChange,
  alertRuleMake,
  alertRulePreview,
  alertRules,
  alertRuleWithdraw,
} from './routes/alert-rules.ts';
import { advicePut, alertTexts, referralPut } from './routes/alert-texts.ts';
import { alert, alertAcknowledge, alertAssign, alertComment, alertMark, alerts } from './routes/alerts.ts';
import { audit, auditExport, auditVerification } from './routes/audit.ts';
import { backtest } from './routes/backtest.ts';
import { basemap } from './routes/basemap.ts';
import { cells } from './routes/cells.ts';
import { corridors } from './routes/corridors.ts';
import { coverage } from './routes/coverage.ts';
import { messageAttempts, messageRetry, messages } from './routes/deliveries.ts';
import { documents } from './routes/documents.ts';
import { events } from './routes/events.ts';
import { factFile, factFileLoad, factRemove } from './routes/fact-files.ts';
import { feedAtom, feedCap } from './routes/feeds.ts';
import { geocode } from './routes/geocode.ts';
import { health, status } from './routes/health.ts';
import { hotspots } from './routes/hotspots.ts';
import { incident, incidents, openReports } from './routes/incidents.ts';
import { job, jobCancel } from './routes/jobs.ts';
import { mergeDismiss, mergeEvents, mergeJoin, mergeSplit, mergeUndo, openMerges } from './routes/merges.ts';
import {
  acknowledgeByLink,
  acknowledgePage,
  linkPageStyle,
  unsubscribeByLink,
  unsubscribePage,
} from './routes/message-links.ts';
import { nearRepeat } from './routes/near-repeat.ts';
import { segmentsRisk, stretchDetail } from './routes/network-risk.ts';
import { OIDC_PATHS, oidcBack, oidcBegin } from './routes/oidc.ts';
import { openapiRoute } from './routes/openapi.ts';
import {
  patrolEntryMake,
  patrolEntryRemove,
  patrolFileLoad,
  patrolLog,
  patrolsDone,
} from './routes/patrol-log.ts';
import {
  patrolComparison,
  patrolPlan,
  patrolPlanExport,
  patrolPlanMake,
  patrolPlanRemove,
  patrolPlans,
} from './routes/patrol-plans.ts';
import { patternFacts, patternIncidents, patterns } from './routes/patterns.ts';
import { release, releaseExport } from './routes/release.ts';
import { reportCheck, reportSend, reportsSent } from './routes/reports.ts';
import { openPlaces, placeDecide, placeDecisions, placeUndo } from './routes/review-places.ts';
import {
  quarantine,
  quarantineDismiss,
  quarantineReopen,
  quarantineReplay,
} from './routes/review-quarantine.ts';
import { savedViewMake, savedViewRemove, savedViewRename, savedViews } from './routes/saved-views.ts';
import { scan, scanNights } from './routes/scan.ts';
import { totpConfirm, totpPropose, totpRemove } from './routes/second-factor.ts';
import {
  me,
  noticeAcknowledge,
  sessionDelete,
  sessionList,
  signInByLink,
  signInByPassword,
  signOut,
} from './routes/session.ts';
import { shelters, sheltersLoad, sheltersRemove } from './routes/shelter-points.ts';
import { silenceEnd, silenceMake, silences } from './routes/silences.ts';
import { states } from './routes/states.ts';
import {
  subscriptionChange,
  subscriptionEnd,
  subscriptionMake,
  subscriptions,
  subscriptionTest,
} from './routes/subscriptions.ts';
import { template } from './routes/template.ts';
import { timeline } from './routes/timeline.ts';
import { today, todayHotspots, todayLook } from './routes/today.ts';
import { tokenList, tokenMake, tokenRevoke } from './routes/tokens.ts';
import {
  loadedFiles,
  uploadCancel,
  uploadLoad,
  uploadRemove,
  uploadSend,
  uploadState,
} from './routes/uploads.ts';
import { userAdd, userChange, userLink, userList, userResetTotp } from './routes/users.ts';
import { way } from './routes/ways.ts';

/** Every route of the API. */
export const ROUTES: readonly Route[] = [
  health,
  status,
  signInByPassword,
  signInByLink,
  signOut,
  me,
  noticeAcknowledge,
  sessionList,
  sessionDelete,
  account,
  passwordChange,
  totpPropose,
  totpConfirm,
  totpRemove,
  tokenList,
  tokenMake,
  tokenRevoke,
  userList,
  userAdd,
  userChange,
  userLink,
  userResetTotp,
  incidents,
  incident,
  openReports,
  states,
  corridors,
  cells,
  timeline,
  segmentsRisk,
  stretchDetail,
  way,
  coverage,
  hotspots,
  nearRepeat,
  alertRules,
  alertRuleMake,
  alertRulePreview,
  alertRuleChange,
  alertRuleWithdraw,
  alerts,
  alert,
  alertAcknowledge,
  alertAssign,
  alertComment,
  alertMark,
  silences,
  silenceMake,
  silenceEnd,
  alertTexts,
  advicePut,
  referralPut,
  events,
  subscriptions,
  subscriptionMake,
  subscriptionChange,
  subscriptionEnd,
  subscriptionTest,
  messages,
  messageAttempts,
  messageRetry,
  acknowledgePage,
  acknowledgeByLink,
  unsubscribePage,
  unsubscribeByLink,
  linkPageStyle,
  feedAtom,
  feedCap,
  scan,
  scanNights,
  backtest,
  patterns,
  patternIncidents,
  patternFacts,
  factFile,
  factFileLoad,
  factRemove,
  shelters,
  sheltersLoad,
  sheltersRemove,
  patrolLog,
  patrolEntryMake,
  patrolFileLoad,
  patrolEntryRemove,
  patrolsDone,
  patrolPlanMake,
  patrolPlans,
  patrolComparison,
  patrolPlan,
  patrolPlanExport,
  patrolPlanRemove,
  today,
  todayHotspots,
  todayLook,
  savedViews,
  savedViewMake,
  savedViewRename,
  savedViewRemove,
  job,
  jobCancel,
  basemap,
  template,
  documents,
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
  quarantine,
  quarantineReplay,
  quarantineDismiss,
  quarantineReopen,
  openPlaces,
  placeDecisions,
  placeDecide,
  placeUndo,
  agencies,
  agencyPut,
  sourceAgency,
  grants,
  grantMake,
  grantEnd,
  requests,
  requestMake,
  requestAnswer,
  audit,
  auditExport,
  auditVerification,
  release,
  releaseExport,
  openapiRoute(() => ROUTES),
];

const URL_LIMIT = 4096;
const BODY_WITHIN_MS = 20_000;
const BODY_LIMIT = '100kb';
const NOTE_LIMIT = '2mb';

/**
 * The whole server: API and page.
 *
 * @param webDir folder of the built page.
 * @param limits how much is done at a time.
 */
export function createApp(context: ApiContext, webDir: string, limits: LoadLimits = LOAD_LIMITS): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // `?crime[]=x` and `?a[b]=c` mean nothing here.
  app.set('query parser', 'simple');
  app.set('trust proxy', context.access.trustedProxies);
  const load = boundLoad(limits, isLiveness, (request) => supposedAsker(request, context.access));
  app.use('/api', load.refuseEarly);
  app.use(helmet(headers(context.access)));
  app.use(onlyOurNames(context));
  app.use(checkUrl);
  app.use(compression({ filter: isCompressible }));
  app.use('/api', limitAddress(), limitBodyTime);
  // A note that is much too long is refused with the name of its field, as every other wrong one.
  app.use('/api/subscriptions', express.json({ limit: NOTE_LIMIT, strict: true }));
  app.use('/api', express.json({ limit: BODY_LIMIT, strict: true }));
  app.use('/api', load.takeTurn, identify(context), limitAsker(), onlyOurPages);
  app.post(['/api/session', '/api/session/link'], limitSignIns());

  app.get(OIDC_PATHS.begin, limitSignIns(), oidcBegin(context));
  app.get(OIDC_PATHS.back, limitSignIns(), oidcBack(context));
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

  app.use('/assets', compressedAssets(path.join(webDir, 'assets')));
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

function headers(access: AccessSettings): Parameters<typeof helmet>[0] {
  return {
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
    // On loopback without TLS a browser would remember it for every other service of this machine.
    strictTransportSecurity: access.secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}

/** Path beneath /api of what is answered however much is asked: whoever watches over the product asks it. */
function isLiveness(path: string): boolean {
  return path === '/health';
}

/** A body of JSON is small: one that trickles in holds a connection for nothing. */
const limitBodyTime: RequestHandler = (request, response, next) => {
  if (!request.is('application/json')) return next();
  const late = setTimeout(() => {
    if (request.complete || response.headersSent) return;
    response.set('connection', 'close');
    sendError(response, 408, { code: 'too_slow', message: 'the request did not arrive in time' });
  }, BODY_WITHIN_MS);
  late.unref();
  response.once('close', () => clearTimeout(late));
  request.once('end', () => clearTimeout(late));
  next();
};

const checkUrl: RequestHandler = ({ originalUrl }, _response, next) => {
  if (originalUrl.length > URL_LIMIT) {
    throw new RequestError(414, 'url_too_long', `an address has at most ${URL_LIMIT} characters`);
  }
  // No text of ours holds it, and PostgreSQL takes none that does.
  if (/%00|\0/.test(originalUrl)) throw new RequestError(400, 'bad_request', 'an address holds no NUL');
  next();
};

const isCompressible: typeof compression.filter = (request, response) =>
  response.getHeader('content-type') === ARROW_STREAM || compression.filter(request, response);
