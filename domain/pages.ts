import type { Required } from './access/permissions.ts';

/**
 * Every page of the product: its path, and what it asks of a reader. The server answers these paths with the
 * page, the web shows them in this order to those who may open them; what is public stands in no menu.
 */
export const PAGES = [
  { id: 'map', path: '/', required: 'map.read' },
  { id: 'hotspots', path: '/focos', required: 'map.read' },
  { id: 'routes', path: '/rutas', required: 'map.read' },
  { id: 'patterns', path: '/patrones', required: 'patterns.read' },
  { id: 'alerts', path: '/alertas', required: 'alerts.read' },
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
  { id: 'about', path: '/acerca', required: 'session' },
] as const satisfies readonly { id: string; path: string; required: Required }[];

export type PageId = (typeof PAGES)[number]['id'];
