import type { Required, Role } from './access/permissions.ts';

/**
 * Every page of the product: its path, and what it asks of a reader. The server answers these paths with the
 * page, the web shows them in this order to those who may open them; what is public stands in no menu.
 */
export const PAGES = [
  { id: 'today', path: '/hoy', required: 'session' },
  { id: 'map', path: '/', required: 'map.read' },
  { id: 'hotspots', path: '/focos', required: 'map.read' },
  { id: 'routes', path: '/rutas', required: 'map.read' },
  { id: 'patrols', path: '/patrullas', required: 'patrols.log' },
  { id: 'patterns', path: '/patrones', required: 'patterns.read' },
  { id: 'alerts', path: '/alertas', required: 'alerts.read' },
  { id: 'release', path: '/publicado', required: 'release.read' },
  { id: 'signals', path: '/senales', required: 'map.read' },
  { id: 'backtest', path: '/a-prueba', required: 'map.read' },
  { id: 'signIn', path: '/entrar', required: 'public' },
  { id: 'review', path: '/revision', required: 'review.decide' },
  { id: 'requests', path: '/solicitudes', required: 'requests.ask' },
  { id: 'agencies', path: '/instituciones', required: 'grants.manage' },
  { id: 'audit', path: '/auditoria', required: 'audit.read' },
  { id: 'report', path: '/reportar', required: 'reports.write' },
  { id: 'data', path: '/datos', required: 'data.load' },
  { id: 'subscriptions', path: '/suscripciones', required: 'alerts.read' },
  { id: 'deliveries', path: '/entregas', required: 'deliveries.read' },
  { id: 'users', path: '/usuarios', required: 'users.manage' },
  { id: 'account', path: '/cuenta', required: 'session' },
  { id: 'views', path: '/vistas', required: 'session' },
  { id: 'help', path: '/ayuda', required: 'session' },
  { id: 'guide', path: '/guia', required: 'session' },
  { id: 'briefing', path: '/informe', required: 'map.read' },
  { id: 'about', path: '/acerca', required: 'session' },
] as const satisfies readonly { id: string; path: string; required: Required }[];

export type PageId = (typeof PAGES)[number]['id'];

/**
 * How the pages hang together: five places that the header shows in a row, and menus by role. A place opens its first
 * page that the reader may open; the pages of one place stand side by side under the header.
 */
export const PLACES = [
  { id: 'today', isMenu: false, pages: ['today', 'map'] },
  { id: 'hotspots', isMenu: false, pages: ['hotspots', 'signals', 'backtest'] },
  { id: 'routes', isMenu: false, pages: ['routes', 'patrols'] },
  { id: 'patterns', isMenu: false, pages: ['patterns'] },
  { id: 'alerts', isMenu: false, pages: ['alerts', 'subscriptions', 'deliveries', 'release'] },
  { id: 'data', isMenu: true, pages: ['data', 'review', 'report', 'requests'] },
  { id: 'administration', isMenu: true, pages: ['users', 'agencies', 'audit'] },
] as const;

/** The page that somebody with these roles sees first: their daily work, of several roles the widest. */
export function landingPage(roles: readonly Role[]): PageId {
  const first = LANDINGS.find(({ role }) => roles.includes(role));
  return first?.page ?? 'today';
}

const LANDINGS: readonly { role: Role; page: PageId }[] = [
  { role: 'planner', page: 'today' },
  { role: 'analyst', page: 'today' },
  { role: 'steward', page: 'data' },
  { role: 'recipient', page: 'alerts' },
  { role: 'administrator', page: 'users' },
];

/** The path of a page. */
export function pathOf(id: PageId): string {
  return PAGES.find((page) => page.id === id)!.path;
}
