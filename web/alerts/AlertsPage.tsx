import '../styles/alerts.css';
import '../styles/sections.css';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { AlertTabs } from './AlertTabs.tsx';
import { ALERT_SECTIONS, useAlertsView } from './alertsView.ts';
import { Inbox } from './Inbox.tsx';
import { Rules } from './Rules.tsx';
import { Silences } from './Silences.tsx';
import { Texts } from './Texts.tsx';

/** What is told, what it is told for, what is held back, and in which words; recipients have the first alone. */
export default function AlertsPage() {
  const { t } = useWords();
  const { may } = useSession();
  const { view } = useAlertsView();
  const open = ALERT_SECTIONS.filter(
    (section) => section === 'inbox' || may(section === 'texts' ? 'rules.manage' : 'alerts.detail'),
  );
  const section = open.find((name) => name === view.section) ?? 'inbox';
  return (
    <PageShell title={t('alerts:page.title')}>
      {open.length > 1 && <AlertTabs open={open} current={section} />}
      {section === 'inbox' && <Inbox />}
      {section === 'rules' && <Rules />}
      {section === 'silences' && <Silences />}
      {section === 'texts' && <Texts />}
    </PageShell>
  );
}
