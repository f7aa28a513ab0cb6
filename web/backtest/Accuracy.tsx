import type { BacktestFound } from '../../api/contract-backtest.ts';
import { useWords } from '../format.ts';

type Summary = BacktestFound['area'];
type Method = Summary['methods'][number];

/** All methods at all coverages, over cells or over track: intervals drawn, numbers beside them, losing months below. */
export function Accuracy({ summary, unit }: { summary: Summary; unit: 'area' | 'track' }) {
  const { t, number } = useWords();
  const coverages = [...new Set(summary.methods.map(({ coverage }) => coverage))];
  return (
    <section className="work">
      <h3>{t(`backtest:title.${unit}`)}</h3>
      <p className="quiet">
        {t(`backtest:basis.${unit}`, {
          windows: summary.windows.length,
          from: summary.windows[0],
          to: summary.windows.at(-1),
          units: number(summary.units),
          extent: number(summary.extent),
          empty: summary.empty.length,
        })}
      </p>
      {coverages.map((coverage) => (
        <CoverageTable
          key={coverage}
          rows={summary.methods.filter((method) => method.coverage === coverage)}
          caption={t(`backtest:coverage.${unit}`, { percent: number(100 * coverage) })}
        />
      ))}
      <Losing methods={summary.methods} />
    </section>
  );
}

function CoverageTable({ rows, caption }: { rows: readonly Method[]; caption: string }) {
  const { t, number } = useWords();
  const most = Math.max(...rows.map(({ hitRate }) => hitRate.high), 0.01);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="accuracy-scroll" aria-label={caption} tabIndex={0}>
      <table className="bands accuracy">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('backtest:column.method')}</th>
            <th scope="col" colSpan={2}>
              {t('backtest:column.hitRate')}
            </th>
            <th scope="col">{t('backtest:column.hits')}</th>
            <th scope="col">{t('backtest:column.pai')}</th>
            <th scope="col">{t('backtest:column.pei')}</th>
            <th scope="col">{t('backtest:column.difference')}</th>
            <th scope="col">{t('backtest:column.windows')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isNaive = row.method === 'naive';
            return (
              <tr key={row.method} className={isNaive ? 'is-naive' : undefined}>
                <th scope="row">{t(`backtest:methods.${row.method}`)}</th>
                <td className="interval-cell">
                  <IntervalBar {...row.hitRate} most={most} />
                </td>
                <td>{t('backtest:interval', percentOf(row.hitRate, number))}</td>
                <td>{t('backtest:hitsOf', { hits: number(row.hits), total: number(row.total) })}</td>
                <td>{t('backtest:interval', numbersOf(row.pai, number, 1))}</td>
                <td>{t('backtest:interval', numbersOf(row.pei, number, 2))}</td>
                <td>{isNaive ? '' : t('backtest:interval', percentOf(row.againstNaive, number))}</td>
                <td>
                  {isNaive
                    ? ''
                    : t('backtest:record', {
                        won: row.won.length,
                        tied: row.tied.length,
                        lost: row.lost.length,
                      })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The interval as a line and the value as a mark, from zero; the numbers beside it say the same. */
function IntervalBar({ value, low, high, most }: Method['hitRate'] & { most: number }) {
  const x = (share: number) => 2 + (96 * share) / most;
  return (
    <svg className="interval-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <line x1={x(0)} x2={x(0)} y1="0" y2="12" className="interval-zero" />
      <line x1={x(low)} x2={x(high)} y1="6" y2="6" className="interval-line" />
      <line x1={x(value)} x2={x(value)} y1="2" y2="10" className="interval-mark" />
    </svg>
  );
}

/** Every month in which a method did worse than the naive map, as plain as those it won. */
function Losing({ methods }: { methods: readonly Method[] }) {
  const { t, number } = useWords();
  const losing = methods.filter(({ lost }) => lost.length > 0);
  return (
    <details className="losing">
      <summary>{t('backtest:losing.title')}</summary>
      {losing.length === 0 && <p>{t('backtest:losing.none')}</p>}
      <dl>
        {losing.map(({ method, coverage, lost }) => (
          <div key={`${method}-${coverage}`}>
            <dt>
              {t('backtest:losing.at', {
                method: t(`backtest:methods.${method}`),
                percent: number(100 * coverage),
              })}
            </dt>
            <dd>{lost.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

type Numbers = ReturnType<typeof useWords>['number'];

function numbersOf({ value, low, high }: Method['pai'], number: Numbers, digits: number) {
  return { value: number(value, digits), low: number(low, digits), high: number(high, digits) };
}

function percentOf({ value, low, high }: Method['pai'], number: Numbers) {
  return numbersOf({ value: 100 * value, low: 100 * low, high: 100 * high }, number, 1);
}
