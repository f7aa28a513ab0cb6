import { figureWords } from '../../domain/patterns/figures/words.ts';
import { DIMENSIONS } from '../../domain/patterns/lens.ts';
import { STATES } from '../../domain/states.ts';
import { parseAlertsView } from '../alerts/alertsView.ts';
import { filterWords } from '../filters/filterWords.ts';
import type { Words } from '../format.ts';
import { parsePatrolsView } from '../patrols/patrolsView.ts';
import { parsePatternView } from '../patterns/patternView.ts';
import { parseReviewView } from '../review/useReviewView.ts';
import { parseScanView } from '../signals/scanView.ts';
import { cutAddress } from '../view/query.ts';
import { parseView } from '../view/view.ts';

/**
 * What the address of a page (`?…#…`) shows, part by part in words: place, crimes, days and what else people call a
 * view by. Empty where it is the page as it opens, or differs from it only in where the map looks.
 */
export function viewWords(words: Words, path: string, address: string): string[] {
  const { search, hash } = cutAddress(address);
  switch (path) {
    case '/':
    case '/focos':
    case '/rutas':
    case '/informe':
      return ofMap(words, search);
    case '/patrones':
      return ofPatterns(words, hash);
    case '/alertas':
      return ofAlerts(words, search);
    case '/patrullas':
      return ofPatrols(words, search);
    case '/senales':
      return ofScan(words, search);
    case '/revision':
      return ofReview(words, hash);
    default:
      return [];
  }
}

function ofMap(words: Words, search: string): string[] {
  const { t } = words;
  const { filter, scope, incidentId, wayFrom, wayTo, table } = parseView(search);
  const state = scope?.kind === 'state' ? stateName(scope.id) : null;
  return [
    ...(scope ? [state ?? t(`${scope.kind}.title`)] : []),
    ...(incidentId !== null ? [t('incident.title')] : []),
    ...(wayFrom !== null && wayTo !== null ? [t('stretch.name', { from: wayFrom, to: wayTo })] : []),
    ...filterWords(words, filter),
    ...days(words, filter),
    ...(table ? [t(`table:kind.${table}`)] : []),
  ];
}

function ofPatterns(words: Words, hash: string): string[] {
  const { t, language } = words;
  const { lens, selection } = parsePatternView(hash);
  const { word: wordOf } = figureWords(
    (key, values) => t(key, { ...values }),
    language === 'en' ? 'en' : 'es',
  );
  return [
    ...(lens.group !== 'predatory' ? [t(`patterns:group.${lens.group}`)] : []),
    ...DIMENSIONS.flatMap((dimension) =>
      (selection[dimension] ?? []).map((word) => wordOf(dimension, word, lens)),
    ),
    ...days(words, selection),
  ];
}

function ofAlerts({ t }: Words, search: string): string[] {
  const { section, state, severity, stateCode, alertId } = parseAlertsView(search);
  return [
    ...(section !== 'inbox' ? [t(`alerts:page.section.${section}`)] : []),
    ...(alertId !== null ? [t('alerts:page.number', { id: alertId })] : []),
    ...(state !== 'firing' ? [t(`alerts:page.stateChoice.${state}`)] : []),
    ...(severity ? [t(`alerts:severity.${severity}`)] : []),
    ...(stateCode ? [stateName(stateCode) ?? stateCode] : []),
  ];
}

function ofPatrols({ t, number }: Words, search: string): string[] {
  const { section, draft, planId, compared } = parsePatrolsView(search);
  const units = Number(draft?.units);
  return [
    ...(section !== 'plan' ? [t(`patrols:section.${section}`)] : []),
    ...(section === 'plan' && units > 0
      ? [t('today:views.units', { count: units === 1 ? 1 : 2, n: number(units) })]
      : []),
    ...(planId !== null ? [t('today:views.openPlan')] : []),
    ...(compared.length > 0 ? [t('today:views.compared')] : []),
  ];
}

function ofScan({ t, date }: Words, search: string): string[] {
  const { shape, day } = parseScanView(search);
  return [
    ...(shape === 'track' ? [t('scan:controls.track')] : []),
    ...(day ? [t('filter.chipTo', { date: date(day) })] : []),
  ];
}

function ofReview({ t }: Words, hash: string): string[] {
  const view = parseReviewView(hash);
  return view ? [t(`review:tabs.${view.tab}`), ...(view.filter === '' ? [] : [`«${view.filter}»`])] : [];
}

function days(
  { t, date }: Words,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): string[] {
  return [
    ...(from ? [t('filter.chipFrom', { date: date(from) })] : []),
    ...(to ? [t('filter.chipTo', { date: date(to) })] : []),
  ];
}

function stateName(code: string): string | null {
  return STATES.find((state) => state.code === code)?.name ?? null;
}
