import { pino } from 'pino';
import { beginSession } from '../../data/access/sessions.ts';
import { addUser, findUser } from '../../data/access/users.ts';
import { addShippedRules } from '../../data/alerts/shipped-rules.ts';
import { addShippedReferrals } from '../../data/alerts/texts.ts';
import type { Database } from '../../data/database.ts';
import { ROLES, type Role } from '../../domain/access/permissions.ts';
import { parseSignInName } from '../../domain/access/sign-in-name.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { type Cells, csvOf, load } from '../review-world.ts';
import { sessionCookie, startServer, type TestServer } from '../server.ts';
import type { Target } from './fuzz.ts';
import type { FuzzRequest, Known, OpenApi } from './requests.ts';

/** Below what a session may ask in a minute (api/auth/limits.ts). */
const REQUESTS_A_SESSION = 500;
const TOWNS = [
  'Palenque',
  'Tapachula',
  'Arriaga',
  'Tonalá',
  'Pichucalco',
  'Huixtla',
  'Celaya',
  'Orizaba',
  'Ixtepec',
];

/** A server over a database in which there is something of everything, and who asks it. */
export async function openTarget(
  database: Database,
  delayHours = 0,
): Promise<Target & { server: TestServer }> {
  let bugs: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => bugs.push(line.slice(0, 1500)) });
  const tools = await readIngestTools(database.pool);
  await addShippedReferrals(database.pool);
  await database.transaction((db) => addShippedRules(db, new Date('2026-11-23T12:00:00Z')));
  const rows: Cells[] = TOWNS.flatMap((lugar, i) => [
    { folio: `a${i}`, lugar, fecha_del_hecho: `2026-11-${10 + i}`, resumen: `primer caso en ${lugar}` },
    { folio: `b${i}`, lugar, fecha_del_hecho: `2026-10-${10 + i}`, delitos: 'secuestro' },
  ]);
  const doubtful: Cells[] = [
    { folio: 'c1', lugar: 'San Juan' },
    { folio: 'c2', fecha_del_hecho: '31/31/2018' },
    { folio: 'c3', delitos: 'ninguno' },
  ];
  await load(database, tools, csvOf('fuzz', [...rows, ...doubtful]), 'fuzz');
  await database.pool.query(
    `insert into agency (agency_id, name, created_at) values ('fuzz', 'Fuzz', now()), ('otra', 'Otra', now())`,
  );
  const server = await startServer(
    database,
    undefined,
    { trustedProxies: ['loopback'] },
    undefined,
    log,
    delayHours,
  );
  for (const role of ROLES) await sessionCookie(server.url, role);
  await database.pool.query(`update app_user set agency_id = 'fuzz'`);
  const rule = {
    name: 'Algo en Chiapas',
    place: { kind: 'state', code: '07' },
    condition: { kind: 'count', atLeast: 1, clearBelow: 1, windowDays: 30 },
    severity: 'serious',
  };
  await server.fetchAs('analyst', '/api/alert-rules', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rule),
  });
  await server.alerts.tick();
  const document = (await (await server.fetchAs('administrator', '/api/openapi.json')).json()) as OpenApi;
  const takeBugs = () => {
    const taken = bugs;
    bugs = [];
    return taken;
  };
  return {
    server,
    document,
    known: await findKnown(server, database),
    takeBugs,
    send: sender(server, database),
  };
}

async function findKnown(server: TestServer, database: Database): Promise<Known> {
  const ids = async (sql: string) =>
    (await database.pool.query<{ id: string }>(sql)).rows.map(({ id }) => ({ id: String(id) }));
  const post = async (role: Role, path: string, type: string, body: string) =>
    (
      await server.fetchAs(role, path, { method: 'POST', headers: { 'content-type': type }, body })
    ).json() as Promise<Record<string, string>>;
  const json = (role: Role, path: string, body: unknown) =>
    post(role, path, 'application/json', JSON.stringify(body));
  const feed = await json('planner', '/api/subscriptions', { name: 'fuzz', channel: 'feed' });
  const secret = /feeds\/([^/]+)\//.exec(feed.feedUrl ?? '')?.[1] ?? '';
  const file = await post(
    'steward',
    '/api/uploads?name=a.csv',
    'application/octet-stream',
    'folio,lugar\n1,Celaya\n',
  );
  const name = parseSignInName('fuzz target');
  if (name === null) throw new Error('no name');
  const user = await database.transaction((db) =>
    addUser(db, { name, roles: ['planner'], hasOversight: false, agencyId: null }, new Date()),
  );
  const { corridors } = (await (await server.fetchAs('planner', '/api/corridors')).json()) as {
    corridors: { stretches: { id: string }[] }[];
  };
  return [
    ['/api/incidents/', await ids('select incident_id as id from incident order by 1 limit 5')],
    ['/api/alert-rules/', await ids('select rule_id as id from alert_rule')],
    ['/api/alerts/', await ids('select alert_id as id from alert order by 1 limit 5')],
    [
      '/api/feeds/',
      [
        { secret, event: '1' },
        { secret, event: '9007199254740991' },
      ],
    ],
    ['/api/subscriptions/', [{ id: feed.subscriptionId ?? '' }]],
    ['/api/uploads/', [{ id: file.id ?? '' }]],
    ['/api/users/', user.ok ? [{ id: user.user.userId }] : []],
    ['/api/agencies/', [{ id: 'fuzz' }]],
    ['/api/sources/', [{ id: 'fuzz' }]],
    ['/api/referrals/', await ids('select referral_id as id from referral limit 3')],
    ['/api/stretches/', corridors.flatMap(({ stretches }) => stretches).slice(0, 3)],
    ['/api/silences/', [{ id: '1' }]],
    ['/api/grants/', [{ id: '1' }]],
    ['/api/requests/', [{ id: '1' }]],
  ];
}

/** Sends as real sessions, begun anew before they have asked too much or when one was ended. */
function sender(server: TestServer, database: Database): Target['send'] {
  const sessions = new Map<Role, { cookie: Promise<string>; asked: number }>();
  let strangers = 0;
  const begin = async (role: Role): Promise<string> => {
    const { name } = await sessionCookie(server.url, role);
    const user = await findUser(database.pool, parseSignInName(`test ${role}`)?.key ?? '');
    if (user === null) throw new Error('no user');
    const origin = { address: '127.0.0.1', device: 'fuzz' };
    const { token } = await database.transaction((db) =>
      beginSession(db, user.userId, 'link', origin, server.context.now()),
    );
    return `${name}=${token}`;
  };
  const cookieOf = (role: Role): Promise<string> => {
    let session = sessions.get(role);
    if (!session || session.asked >= REQUESTS_A_SESSION) {
      session = { cookie: begin(role), asked: 0 };
      sessions.set(role, session);
    }
    session.asked += 1;
    return session.cookie;
  };
  const once = async (role: Role | null, { method, url, contentType, body }: FuzzRequest) => {
    // An office of its own for every twenty requests: the limits of an address are tested elsewhere.
    const nth = Math.floor(strangers++ / 20);
    const headers = new Headers({
      origin: server.url,
      // Thousands of answers need not be packed and unpacked, and their length is told.
      'accept-encoding': 'identity',
      'x-forwarded-for': `10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}`,
    });
    if (role !== null) headers.set('cookie', await cookieOf(role));
    if (contentType !== null) headers.set('content-type', contentType);
    return fetch(`${server.url}${url}`, { method, headers, body, redirect: 'manual' });
  };
  return async (role, request) => {
    const response = await once(role, request);
    if (role === null || response.status !== 401) return response;
    sessions.delete(role);
    await response.text();
    return once(role, request);
  };
}
