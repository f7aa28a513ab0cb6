import './audit.css';
import type { AuditPage } from '../../api/contract-audit.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { AuditEntries } from './AuditEntries.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { type AuditQuery, NO_FILTERS, useAuditView } from './auditView.ts';
import { Verification } from './Verification.tsx';

const PAGE_SIZE = 50;
const loadPage = (path: string, signal: AbortSignal) => getJson<AuditPage>(path, signal);

function queryOf(filters: AuditQuery): URLSearchParams {
  return new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** Who did what, when and from where: for administrators. */
export default function Audit() {
  const { t, counted } = useWords();
  const { view, change: changeView } = useAuditView();
  const { offset, ...filters } = view;
  const query = queryOf(filters);
  const page = useLoaded(`/api/audit?${query}&limit=${PAGE_SIZE}&offset=${offset}`, loadPage);
  const total = page.value?.total ?? 0;
  const change = (next: AuditQuery, how?: 'push' | 'replace') => changeView({ ...next, offset: 0 }, how);
  return (
    <PageShell title={t('audit:page.title')}>
      <p className="prose">{t('audit:page.intro')}</p>
      <Verification />
      <section className="work" aria-busy={page.loading}>
        <h3>{t('audit:page.entries')}</h3>
        <AuditFilters filters={filters} onChange={change} />
        <LoadState loaded={page} />
        {page.value && (
          <p className="audit-count" role="status">
            {t('audit:page.count', counted(total))}{' '}
            <a href={`/api/audit/export?${query}&format=csv`} download>
              {t('audit:page.csv')}
            </a>
            <a href={`/api/audit/export?${query}&format=jsonl`} download>
              {t('audit:page.jsonl')}
            </a>
          </p>
        )}
        {page.value && total === 0 && (
          <Empty text={t('audit:page.empty')}>
            <button type="button" className="primary" onClick={() => change(NO_FILTERS)}>
              {t('filter.clear')}
            </button>
          </Empty>
        )}
        {page.value && <AuditEntries entries={page.value.items} />}
        {total > PAGE_SIZE && (
          <div className="audit-turn">
            <button
              type="button"
              disabled={offset === 0}
              onClick={() => changeView({ offset: Math.max(0, offset - PAGE_SIZE) })}
            >
              {t('audit:page.newer')}
            </button>
            <button
              type="button"
              disabled={offset + PAGE_SIZE >= total}
              onClick={() => changeView({ offset: offset + PAGE_SIZE })}
            >
              {t('audit:page.older')}
            </button>
          </div>
        )}
      </section>
    </PageShell>
  );
}
