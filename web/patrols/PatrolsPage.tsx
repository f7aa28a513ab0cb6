import { loadCorridors } from '../data/corridors.ts';
import '../styles/geocoding.css';
import '../styles/hotspots.css';
import '../styles/intake.css';
import '../styles/patrols.css';
import '../styles/sections.css';
import { type MouseEvent, useCallback } from 'react';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LinesFailed } from '../panel/LinesFailed.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { LogSection } from './LogSection.tsx';
import { PlanSection } from './PlanSection.tsx';
import {
  PATROL_SECTIONS,
  type PatrolSection,
  parsePatrolsView,
  patrolsViewToSearch,
  usePatrolsView,
} from './patrolsView.ts';
import { SavedSection } from './SavedSection.tsx';

/** Where N patrols help most, the plans that were kept, and what was done of them. */
export default function PatrolsPage() {
  const { t } = useWords();
  const { may } = useSession();
  const { view } = usePatrolsView();
  const lines = useLoaded('/api/corridors', loadCorridors);
  const corridors = lines.value;
  const corridorName = useCallback(
    (id: string) => corridors?.corridors.find((corridor) => corridor.id === id)?.name ?? id,
    [corridors],
  );
  const open = PATROL_SECTIONS.filter(
    (section) => section === 'log' || may(section === 'plan' ? 'patrols.plan' : 'patrols.read'),
  );
  const section = open.find((name) => name === view.section) ?? open[0] ?? 'log';
  return (
    <PageShell title={t('patrols:title')}>
      {!view.isSheets && (
        <>
          <p className="quiet">{t('patrols:lead')}</p>
          <Tabs open={open} current={section} />
        </>
      )}
      <LinesFailed loaded={lines} />
      {section === 'plan' && <PlanSection corridors={corridors} corridorName={corridorName} />}
      {section === 'saved' && <SavedSection corridorName={corridorName} />}
      {section === 'log' && <LogSection corridors={corridors} />}
    </PageShell>
  );
}

function Tabs({ open, current }: { open: readonly PatrolSection[]; current: PatrolSection }) {
  const { t } = useWords();
  const { change } = usePatrolsView();
  const follow = (event: MouseEvent, section: PatrolSection) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ section, planId: null, isSheets: false });
  };
  return (
    <nav className="sections" aria-label={t('patrols:sections')}>
      {open.map((section) => (
        <a
          key={section}
          href={`/patrullas${patrolsViewToSearch({ ...parsePatrolsView(''), section })}`}
          aria-current={section === current ? 'page' : undefined}
          onClick={(event) => follow(event, section)}
        >
          {t(`patrols:section.${section}`)}
        </a>
      ))}
    </nav>
  );
}
