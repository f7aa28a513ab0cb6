import '../styles/today.css';
import { useWords } from '../format.ts';
import { PageShell } from '../shell/PageShell.tsx';

const SECTIONS = ['arrive', 'alert', 'victim', 'report', 'never'] as const;
const LINES = ['first', 'second', 'third'] as const;

/** One sheet of paper for a unit that was never trained: what an alert means, and what to do. */
export default function GuidePage() {
  const { t } = useWords();
  return (
    <PageShell title={t('help:guide.title')}>
      <div className="guide">
        <p className="guide-lead">{t('help:guide.lead')}</p>
        <button type="button" className="primary no-print" onClick={() => window.print()}>
          {t('today:share.print')}
        </button>
        <div className="guide-sections">
          {SECTIONS.map((section, at) => (
            <section key={section}>
              <h3>
                <span className="guide-number">{at + 1}</span> {t(`help:guide.${section}.title`)}
              </h3>
              <ul>
                {LINES.map((line) => (
                  <li key={line}>{t(`help:guide.${section}.${line}`)}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <p className="guide-foot">{t('help:guide.foot')}</p>
      </div>
    </PageShell>
  );
}
