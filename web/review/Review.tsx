import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import '../styles/review.css';
import '../styles/sections.css';
import { LinkOut } from '../panel/WayOut.tsx';
import { MergesTab } from './MergesTab.tsx';
import { PlacesTab } from './PlacesTab.tsx';
import { QuarantineTab } from './QuarantineTab.tsx';
import { Tabs } from './Tabs.tsx';
import { useReviewView } from './useReviewView.ts';

/** Where people decide what no rule decides about reports. */
export default function Review() {
  const { t } = useWords();
  const { me, may } = useSession();
  const { view } = useReviewView();
  return (
    <PageShell title={t('review:title')}>
      {me === null ? (
        <p className="busy">{t('panel.loading')}</p>
      ) : !may('review.decide') ? (
        <Empty text={t('review:noPermission')}>
          <LinkOut page="today" />
        </Empty>
      ) : (
        <>
          <p className="prose">{t('review:lead')}</p>
          <Tabs current={view.tab} />
          {view.tab === 'quarantine' && <QuarantineTab />}
          {view.tab === 'places' && <PlacesTab />}
          {view.tab === 'merges' && <MergesTab />}
        </>
      )}
    </PageShell>
  );
}
