import { useWords } from '../format.ts';
import { stateName } from '../geocoding/answer.ts';
import { previewMonths } from './previewMonths.ts';
import type { Preview, Previewed } from './usePreview.ts';

const WIDTH = 640;
const HEIGHT = 96;
const TOP = 16;
/** Alerts listed; the bars count all. */
const LISTED = 100;

/** When the rule would have fired: while it is tried, how far; then how often a month, the months, the dates. */
export function PreviewResult({ preview, isCurrent }: { preview: Preview; isCurrent: boolean }) {
  const { t, percent } = useWords();
  const { found, isRunning, job, cancel } = preview;
  return (
    <section className="preview" aria-live="polite" aria-busy={isRunning}>
      {isRunning && (
        <div className="preview-progress">
          <p>{t('alerts:preview.running')}</p>
          <progress
            aria-label={t('alerts:preview.running')}
            {...(job && job.total > 0 ? { value: job.done, max: job.total } : {})}
          />
          {job && job.total > 0 && <span>{percent(job.done / job.total)}</span>}
          <button type="button" className="secondary" onClick={cancel}>
            {t('alerts:preview.cancel')}
          </button>
        </div>
      )}
      {found && !isRunning && (
        <div data-stale={isCurrent ? undefined : 'true'}>
          {!isCurrent && <p className="alert-note alert-note-amber">{t('alerts:preview.stale')}</p>}
          <Found answer={found.answer} />
        </div>
      )}
    </section>
  );
}

function Found({ answer }: { answer: Previewed }) {
  const { t, counted, number, date } = useWords();
  const { total, perMonth, from, to, stepDays, alerts, synthetic } = answer;
  const pace =
    total === 0
      ? t('alerts:preview.never')
      : perMonth < 1
        ? t('alerts:preview.rarely', { n: number(1 / perMonth, 0), ...whole(1 / perMonth) })
        : t('alerts:preview.often', { n: number(perMonth, perMonth < 10 ? 1 : 0), ...whole(perMonth) });
  return (
    <>
      <h4>{t('alerts:preview.title')}</h4>
      <p className="lead">
        <strong>{pace}</strong>
      </p>
      <p>
        {t('alerts:preview.sentence', { ...counted(total), from: date(from), to: date(to) })}{' '}
        {t('alerts:preview.step', counted(stepDays))} {synthetic && t('alerts:preview.synthetic')}
      </p>
      {total > 0 && <Months answer={answer} />}
      {total > 0 && (
        <details>
          <summary>
            {t(
              alerts.length > LISTED || total > alerts.length
                ? 'alerts:preview.newest'
                : 'alerts:preview.dates',
              {
                n: number(Math.min(LISTED, alerts.length)),
              },
            )}
          </summary>
          <div className="table-scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('alerts:preview.fired')}</th>
                  <th scope="col">{t('alerts:preview.until')}</th>
                  <th scope="col">{t('alerts:preview.where')}</th>
                  <th scope="col" className="number">
                    {t('alerts:preview.observed')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {alerts
                  .slice(0, LISTED)
                  .map(({ fired, resolved, observed, placeKey, stateCodes, stretch }) => (
                    <tr key={`${fired} ${placeKey}`}>
                      <td>{date(fired)}</td>
                      <td>{resolved === null ? t('alerts:preview.open') : date(resolved)}</td>
                      <td>
                        {[stretch, stateCodes.map(stateName).join(', ')].filter(Boolean).join(' · ') ||
                          t('alerts:place.mexico')}
                      </td>
                      <td className="number">{number(observed)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <p className="quiet">{t('alerts:preview.caveat')}</p>
    </>
  );
}

/** The form of the plural, by the number as it is written. */
function whole(value: number): { count: number } {
  return { count: value < 1.05 ? 1 : 2 };
}

/** Alerts by month as bars from zero. */
function Months({ answer: { from, to, alerts, total } }: { answer: Previewed }) {
  const { t, number } = useWords();
  const fired = alerts.map((alert) => alert.fired);
  const months = previewMonths(from, to, fired);
  const most = months.reduce((a, b) => (b.count > a.count ? b : a), { month: '', count: 0 });
  const step = WIDTH / months.length;
  const height = (count: number) => (most.count === 0 ? 0 : (count / most.count) * (HEIGHT - TOP));
  const peak = months.indexOf(most);
  return (
    <figure className="preview-months">
      <figcaption>
        <strong>{t('alerts:preview.most', { n: number(most.count) })}</strong>{' '}
        <span className="quiet">
          {t('alerts:preview.byMonth', { n: number(fired.length) })}
          {total > fired.length && ` ${t('alerts:preview.onlyNewest')}`}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 16}`} width="100%" aria-hidden="true">
        {months.map(({ month, count }, i) => (
          <rect key={month} x={i * step} y={HEIGHT - height(count)} width={step - 2} height={height(count)} />
        ))}
        <text x={(peak + 0.5) * step} y={TOP - 4} textAnchor="middle">
          {number(most.count)}
        </text>
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {months.map(({ month }, i) =>
          month.endsWith('-01') ? (
            <text key={month} x={i * step} y={HEIGHT + 14}>
              {month.slice(0, 4)}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}
