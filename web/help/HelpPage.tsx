import '../styles/today.css';
import { useEffect } from 'react';
import { ROLES } from '../../domain/access/permissions.ts';
import { useWords } from '../format.ts';
import { useSession } from '../session.ts';
import { PageShell } from '../shell/PageShell.tsx';
import { DocumentLinks } from './DocumentLinks.tsx';

const STEPS = ['first', 'second', 'third', 'fourth'] as const;
const GLOSSARY = [
  'incident',
  'report',
  'perpetrator',
  'precision',
  'stretch',
  'hotspot',
  'expected',
  'interval',
  'noData',
  'alert',
  'acknowledgement',
  'silence',
  'quarantine',
] as const;
const METHODS = [
  'counts',
  'stretches',
  'hotspots',
  'emerging',
  'signals',
  'alerts',
  'nearRepeat',
  'patterns',
  'patrols',
  'backtest',
  'coverage',
  'places',
] as const;

/** How to, by role, the reader's own first; the words of the product; how each number is made. */
export default function HelpPage() {
  const { t } = useWords();
  const { me } = useSession();
  const own = me?.roles ?? [];
  const roles = [...ROLES].sort((a, b) => Number(own.includes(b)) - Number(own.includes(a)));
  useEffect(() => {
    // The page is drawn after the browser looked for the place that the address names.
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <PageShell title={t('help:title')}>
      <div className="prose help">
        <p>{t('help:lead')}</p>
        <p>
          <a className="link" href="/guia">
            {t('help:toGuide')}
          </a>
        </p>
        <h3 id="como">{t('help:menu.howTo')}</h3>
        {roles.map((role) => (
          <details key={role} open={own.includes(role)}>
            <summary className="sentence">{t(`access:role.${role}`)}</summary>
            <ol>
              {STEPS.map((step) => (
                <li key={step}>
                  <DocumentLinks text={t(`help:howTo.${role}.${step}`)} />
                </li>
              ))}
            </ol>
          </details>
        ))}
        <h3 id="palabras">{t('help:menu.glossary')}</h3>
        <dl className="glossary">
          {GLOSSARY.map((word) => (
            <div key={word}>
              <dt>{t(`help:glossary.${word}.word`)}</dt>
              <dd>{t(`help:glossary.${word}.text`)}</dd>
            </div>
          ))}
        </dl>
        <h3 id="metodos">{t('help:menu.methods')}</h3>
        <p>{t('help:methodsLead')}</p>
        {METHODS.map((method) => (
          <section key={method}>
            <h4>{t(`help:methods.${method}.question`)}</h4>
            <p>{t(`help:methods.${method}.text`)}</p>
          </section>
        ))}
      </div>
    </PageShell>
  );
}
