import type { ScanFound } from '../../api/contract-scan.ts';
import { useWords } from '../format.ts';

/** How late reports are, in words and as bars by day: the last days always look calm, because they are not known yet. */
export function DelayNote({ delay, asOf }: { delay: ScanFound['delay']; asOf: string }) {
  const { t, number, date, percent, counted } = useWords();
  return (
    <section className="work">
      <h3>{t('scan:delay.title')}</h3>
      {delay === null ? (
        <p>{t('scan:delay.unknown')}</p>
      ) : (
        <>
          <p>
            {t('scan:delay.sentence', {
              ...counted(delay.medianDays),
              p90: number(delay.p90Days),
              reports: number(delay.n),
            })}{' '}
            {delay.fillingFrom
              ? t('scan:delay.filling', { from: date(delay.fillingFrom), to: date(asOf) })
              : t('scan:delay.full')}
          </p>
          <ol className="delay-bars" aria-label={t('scan:delay.figure')}>
            {delay.known
              .slice(0, 21)
              .map((share, age) => ({ share, age }))
              .reverse()
              .map(({ share, age }) => (
                <li
                  key={age}
                  className={share < 0.9 ? 'is-filling' : undefined}
                  style={{ height: `${Math.max(2, 100 * share)}%` }}
                  title={t('scan:delay.bar', { ...counted(age), share: percent(share) })}
                >
                  <span className="hidden">
                    {t('scan:delay.bar', { ...counted(age), share: percent(share) })}
                  </span>
                </li>
              ))}
          </ol>
          <p className="source">{t('scan:delay.axis')}</p>
        </>
      )}
    </section>
  );
}
