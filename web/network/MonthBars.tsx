import type { StretchDetail } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';

const HEIGHT = 72;
const WIDTH = 340;
/** Room for the number of the highest bar. */
const TOP = 14;

/** Crimes by month as bars from zero, the highest with its number, years below; in words for who can't see them. */
export function MonthBars({ months }: Pick<StretchDetail, 'months'>) {
  const { t, number, date } = useWords();
  const n = months.reduce((sum, { crimes }) => sum + crimes, 0);
  const highest = months.reduce((a, b) => (b.crimes > a.crimes ? b : a), { month: '', crimes: 0 });
  if (n === 0) return null;
  const step = WIDTH / months.length;
  const height = (crimes: number) => (crimes / highest.crimes) * (HEIGHT - TOP);
  const monthText = (month: string) => date(`${month}-01`, 'month');
  const peak = months.indexOf(highest);
  return (
    <figure className="month-bars">
      <figcaption>
        <strong>
          {t('routes:stretch.months', { month: monthText(highest.month), most: number(highest.crimes) })}
        </strong>
        <span>
          {t('routes:stretch.monthsUnit', {
            n: number(n),
            from: monthText(months[0]?.month ?? ''),
            to: monthText(months.at(-1)?.month ?? ''),
          })}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`} width="100%" aria-hidden="true">
        {months.map(({ month, crimes }, i) => (
          <rect
            key={month}
            x={i * step}
            y={HEIGHT - height(crimes)}
            width={Math.max(0.6, step - 0.8)}
            height={height(crimes)}
          />
        ))}
        <text x={Math.min(WIDTH - 8, Math.max(8, (peak + 0.5) * step))} y={TOP - 3} textAnchor="middle">
          {number(highest.crimes)}
        </text>
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {months.map(({ month }, i) =>
          month.endsWith('-01') ? (
            <text key={month} x={i * step} y={HEIGHT + 12} className="month-year">
              {month.slice(0, 4)}
            </text>
          ) : null,
        )}
      </svg>
    </figure>
  );
}
