import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import type { Tab } from '../view/view.ts';
import { StepButtons } from './StepButtons.tsx';

const TABS: readonly Tab[] = ['list', 'map'];

/** The phone's two halves, list first, then map; beside them undo and redo, which find no room above. */
export function BottomBar() {
  const { t } = useWords();
  const { view, change } = useView();
  return (
    <nav className="bottom-bar" aria-label={t('tab.title')}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          aria-current={view.tab === tab ? 'page' : undefined}
          onClick={() => change({ tab })}
        >
          {t(`tab.${tab}`)}
        </button>
      ))}
      <StepButtons />
    </nav>
  );
}
