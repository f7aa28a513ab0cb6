import type { MouseEvent } from 'react';
import { useWords } from '../format.ts';
import { type AlertSection, alertsViewToSearch, parseAlertsView, useAlertsView } from './alertsView.ts';

/** The sections that the reader may open. */
export function AlertTabs({ open, current }: { open: readonly AlertSection[]; current: AlertSection }) {
  const { t } = useWords();
  const { change } = useAlertsView();
  const follow = (event: MouseEvent, section: AlertSection) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    change({ section, alertId: null, ruleId: null });
  };
  return (
    <nav className="sections alert-tabs" aria-label={t('alerts:page.sections')}>
      {open.map((section) => (
        <a
          key={section}
          href={`/alertas${alertsViewToSearch({ ...parseAlertsView(''), section })}`}
          aria-current={section === current ? 'page' : undefined}
          onClick={(event) => follow(event, section)}
        >
          {t(`alerts:page.section.${section}`)}
        </a>
      ))}
    </nav>
  );
}
