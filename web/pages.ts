import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PageId } from '../domain/pages.ts';
import { App } from './App.tsx';
import { GoHome } from './access/GoHome.tsx';

/**
 * What is drawn for each page of domain/pages.ts. The map is the first view; every other page is loaded when
 * opened (`lazy(() => import(...))`), and starts with <PageShell>.
 */
export const VIEWS: Readonly<Record<PageId, ComponentType | LazyExoticComponent<ComponentType>>> = {
  today: lazy(() => import('./today/TodayPage.tsx')),
  map: App,
  hotspots: lazy(() => import('./hotspots/HotspotsPage.tsx')),
  routes: lazy(() => import('./network/RoutesPage.tsx')),
  patrols: lazy(() => import('./patrols/PatrolsPage.tsx')),
  patterns: lazy(() => import('./patterns/PatternsPage.tsx')),
  alerts: lazy(() => import('./alerts/AlertsPage.tsx')),
  release: lazy(() => import('./release/ReleasePage.tsx')),
  signals: lazy(() => import('./signals/SignalsPage.tsx')),
  backtest: lazy(() => import('./backtest/BacktestPage.tsx')),
  // Root draws the sign-in itself, for whoever has no session.
  signIn: GoHome,
  review: lazy(() => import('./review/Review.tsx')),
  requests: lazy(() => import('./agencies/Requests.tsx')),
  agencies: lazy(() => import('./agencies/Agencies.tsx')),
  audit: lazy(() => import('./audit/Audit.tsx')),
  report: lazy(() => import('./report/ReportPage.tsx')),
  data: lazy(() => import('./upload/DataPage.tsx')),
  subscriptions: lazy(() => import('./subscriptions/SubscriptionsPage.tsx')),
  deliveries: lazy(() => import('./deliveries/DeliveriesPage.tsx')),
  users: lazy(() => import('./users/Users.tsx')),
  account: lazy(() => import('./account/Account.tsx')),
  views: lazy(() => import('./views/ViewsPage.tsx')),
  help: lazy(() => import('./help/HelpPage.tsx')),
  guide: lazy(() => import('./help/GuidePage.tsx')),
  briefing: lazy(() => import('./briefing/BriefingPage.tsx')),
  about: lazy(() => import('./about/About.tsx')),
};
