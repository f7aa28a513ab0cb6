import { useState } from 'react';
import type { AuditVerification } from '../../api/contract-audit.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { LoadState } from '../panel/LoadState.tsx';

const load = (key: string, signal: AbortSignal) =>
  getJson<AuditVerification>(key.split('#')[0] as string, signal);

/** Recomputes the audit when asked, says what was found, and gives the signed head to be kept outside. */
export function Verification() {
  const { t, counted } = useWords();
  const [asked, setAsked] = useState(0);
  const verdict = useLoaded(asked === 0 ? null : `/api/audit/verification#${asked}`, load);
  const entries = verdict.value?.chains.reduce((sum, chain) => sum + chain.entries, 0) ?? 0;
  return (
    <section className="work">
      <h3>{t('audit:verify.title')}</h3>
      <button
        type="button"
        className="primary"
        disabled={verdict.loading}
        onClick={() => setAsked(asked + 1)}
      >
        {t(verdict.loading ? 'audit:verify.running' : 'audit:verify.now')}
      </button>
      <LoadState loaded={verdict} text={t('audit:verify.running')} />
      {verdict.value && (
        <div className={verdict.value.ok ? 'audit-verdict' : 'audit-verdict broken'} role="status">
          <p>
            <strong>{t(verdict.value.ok ? 'audit:cli.ok' : 'audit:cli.broken')}</strong>{' '}
            {t('audit:verify.read', counted(entries))}
          </p>
          <ul>
            {verdict.value.problems.map(({ chainId, reason, fromSeq, toSeq }) => (
              <li key={`${chainId} ${fromSeq} ${reason}`}>
                {t('audit:verify.problem', {
                  reason: t(`audit:problem.${reason}`),
                  from: fromSeq,
                  to: toSeq,
                })}
              </li>
            ))}
          </ul>
          {verdict.value.head && (
            <label>
              {t('audit:verify.head')}
              <textarea readOnly rows={4} value={JSON.stringify(verdict.value.head)} />
            </label>
          )}
        </div>
      )}
    </section>
  );
}
