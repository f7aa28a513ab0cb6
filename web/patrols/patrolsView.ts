import { useAddressView } from '../view/useAddressView.ts';
import { DRAFT_PARAMETERS, type Draft, readDraft, writeDraft } from './draft.ts';

export const PATROL_SECTIONS = ['plan', 'saved', 'log'] as const;
export type PatrolSection = (typeof PATROL_SECTIONS)[number];
const SECTION_WORDS: Readonly<Record<PatrolSection, string>> = {
  plan: 'plan',
  saved: 'guardados',
  log: 'bitacora',
};

/** What a link to the page restores. */
export interface PatrolsView {
  section: PatrolSection;
  /** The form that was asked; null before. */
  draft: Draft | null;
  /** A saved plan that is open. */
  planId: string | null;
  /** Whether its sheets are shown, one a unit. */
  isSheets: boolean;
  /** Saved plans side by side. */
  compared: readonly string[];
  /** Days of the log that the open plan is held against, ISO; '' for all. */
  doneFrom: string;
  doneTo: string;
  /** Which of two results is drawn. */
  result: 0 | 1;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the page's own parameters; what it can't read is left out. */
export function parsePatrolsView(search: string): PatrolsView {
  const query = new URLSearchParams(search);
  const planId = query.get('plan') ?? '';
  return {
    section: PATROL_SECTIONS.find((name) => SECTION_WORDS[name] === query.get('seccion')) ?? 'plan',
    draft: readDraft(query),
    planId: UUID.test(planId) ? planId : null,
    isSheets: query.get('hojas') === '1',
    compared: (query.get('comparar') ?? '')
      .split(',')
      .filter((id) => UUID.test(id))
      .slice(0, 2),
    doneFrom: dayOf(query.get('hechoDesde')),
    doneTo: dayOf(query.get('hechoHasta')),
    result: query.get('resultado') === '2' ? 1 : 0,
  };
}

/** The query string of a view on top of what else stands there, such as the language; `?` included. */
export function patrolsViewToSearch(view: PatrolsView, search = ''): string {
  const query = new URLSearchParams(search);
  const set = (name: string, value: string | null) => {
    if (value === null) query.delete(name);
    else query.set(name, value);
  };
  if (view.draft) writeDraft(view.draft, query);
  else for (const name of DRAFT_PARAMETERS) query.delete(name);
  set('seccion', view.section === 'plan' ? null : SECTION_WORDS[view.section]);
  set('plan', view.planId);
  set('hojas', view.isSheets ? '1' : null);
  set('comparar', view.compared.length === 0 ? null : view.compared.join(','));
  // They are of one plan.
  set('hechoDesde', (view.planId !== null && view.doneFrom) || null);
  set('hechoHasta', (view.planId !== null && view.doneTo) || null);
  set('resultado', view.result === 1 ? '2' : null);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function dayOf(text: string | null): string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}

/** The view of the page, kept in the address, and how to change it. */
export function usePatrolsView() {
  return useAddressView(parsePatrolsView, patrolsViewToSearch);
}
