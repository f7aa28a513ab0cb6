import { useWords } from '../format.ts';
import { DocumentLinks } from '../help/DocumentLinks.tsx';
import { PageShell } from '../shell/PageShell.tsx';

const REFUSES = ['persons', 'nationalities', 'enforcement', 'directions'] as const;
const LIMITS = ['silence', 'place', 'track', 'alleged'] as const;

/** What the product is for, what it refuses, and what it cannot know. */
export default function About() {
  const { t } = useWords();
  return (
    <PageShell title={t('about.title')}>
      <div className="prose">
        <p>{t('about.what')}</p>
        <h3>{t('about.refusesTitle')}</h3>
        <ul>
          {REFUSES.map((key) => (
            <li key={key}>{t(`about.refuses.${key}`)}</li>
          ))}
        </ul>
        <p>
          <DocumentLinks text={t('about.doNoHarm')} />
        </p>
        <h3>{t('about.limitsTitle')}</h3>
        <ul>
          {LIMITS.map((key) => (
            <li key={key}>{t(`about.limits.${key}`)}</li>
          ))}
        </ul>
      </div>
    </PageShell>
  );
}
