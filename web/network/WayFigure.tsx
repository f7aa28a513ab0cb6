import type { Way } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';

const WIDTH = 340;
const HEIGHT = 96;
const TOP = 18;

/** How the expected crimes add up along the way, with the danger points where they are; hatched where there is no data. */
export function WayFigure({ way }: { way: Way }) {
  const { t, number } = useWords();
  const { legs, lengthKm, dangerPoints } = way;
  const most = Math.max(1e-9, legs.at(-1)?.soFarPerYear ?? 0);
  const x = (km: number) => (WIDTH * km) / Math.max(1e-9, lengthKm);
  const y = (sum: number) => HEIGHT - 1 - ((HEIGHT - TOP - 1) * sum) / most;
  const starts: number[] = [];
  let km = 0;
  for (const leg of legs) {
    starts.push(km);
    km += leg.lengthKm;
  }
  const line = legs.map((leg, i) => `L${x((starts[i] ?? 0) + leg.lengthKm)} ${y(leg.soFarPerYear)}`).join('');
  return (
    <figure className="way-figure">
      <figcaption>
        <strong>{t('routes:figure.title')}</strong>
        <span>{t('routes:figure.unit', { km: number(lengthKm), most: number(most, 1) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" aria-hidden="true">
        <defs>
          <pattern
            id="way-hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0V6" stroke="var(--line-strong)" strokeWidth="2" />
          </pattern>
        </defs>
        {legs.map((leg, i) =>
          leg.expectedPerYear === null ? (
            <rect
              key={`${leg.stretch.id} ${leg.fromKm}`}
              x={x(starts[i] ?? 0)}
              y={TOP}
              width={x(leg.lengthKm)}
              height={HEIGHT - TOP}
              fill="url(#way-hatch)"
            />
          ) : null,
        )}
        <path d={`M0 ${y(0)}${line}V${HEIGHT - 1}H0Z`} className="way-area" />
        <path d={`M0 ${y(0)}${line}`} className="way-line" />
        {dangerPoints.map((point, i) => {
          const leg = legs[point.leg] as Way['legs'][number];
          const at = x((starts[point.leg] ?? 0) + Math.abs(point.km - leg.fromKm));
          return (
            <g key={`${point.corridorId} ${point.km}`} className="way-point">
              <path d={`M${at} ${TOP - 2}V${HEIGHT}`} />
              <text x={Math.min(WIDTH - 4, Math.max(4, at))} y={TOP - 5} textAnchor="middle">
                {i + 1}
              </text>
            </g>
          );
        })}
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line-strong)" />
      </svg>
      <p className="way-ends">
        <span>{way.from}</span>
        <span>{way.to}</span>
      </p>
    </figure>
  );
}
