import type { PatrolPosition, SavedPatrolPlan } from '../../api/contract-patrols.ts';
import { STATES } from '../../domain/states.ts';
import { useWords } from '../format.ts';
import { CountBars } from './CountBars.tsx';
import { usePatrolsView } from './patrolsView.ts';
import { usePlanWords } from './planWords.ts';

/** The plan on paper: one page a unit, which is all that it carries. */
export function Sheets({
  saved,
  corridorName,
}: {
  saved: SavedPatrolPlan;
  corridorName: (id: string) => string;
}) {
  const { t } = useWords();
  const { view, change } = usePatrolsView();
  const positions = saved.plan.results[view.result]?.positions ?? saved.plan.results[0]?.positions ?? [];
  return (
    <div className="unit-sheets">
      <p className="patrol-actions no-print">
        <button type="button" className="primary" onClick={() => window.print()}>
          {t('patrols:sheet.print')}
        </button>
        <button type="button" className="secondary" onClick={() => change({ isSheets: false })}>
          {t('patrols:sheet.back')}
        </button>
      </p>
      {positions.map((position) => (
        <Sheet
          key={position.order}
          position={position}
          saved={saved}
          of={positions.length}
          corridorName={corridorName}
        />
      ))}
    </div>
  );
}

function Sheet({
  position,
  saved: { saved, plan, referrals },
  of,
  corridorName,
}: {
  position: PatrolPosition;
  saved: SavedPatrolPlan;
  of: number;
  corridorName: (id: string) => string;
}) {
  const { t, number, date, counted, language } = useWords();
  const words = usePlanWords();
  const months = Array.from({ length: 12 }, (_, i) =>
    nameOf(language, { month: 'narrow' }, new Date(Date.UTC(2024, i, 1))),
  );
  // 1 January 2024 was a Monday.
  const weekdays = Array.from({ length: 7 }, (_, i) =>
    nameOf(language, { weekday: 'short' }, new Date(Date.UTC(2024, 0, 1 + i))),
  );
  const dayKnown = position.weekdays.reduce((sum, n) => sum + n, 0);
  const pinned = position.months.reduce((sum, n) => sum + n, 0);
  const own = referrals.filter(({ stateCode }) => stateCode === '' || stateCode === position.stateCode);
  const state = STATES.find(({ code }) => code === position.stateCode)?.name ?? '';
  return (
    <article className="unit-sheet">
      <header>
        <p>
          <strong>{t('patrols:sheet.unit', { n: position.order, of })}</strong>
          <span>{saved.name}</span>
        </p>
        <p className="quiet">
          {t('patrols:sheet.asOf', { date: date(plan.asOf), period: words.period(plan) })}
        </p>
        {plan.synthetic > 0 && <p className="unit-synthetic">{t('patrols:sheet.synthetic')}</p>}
      </header>
      <h3>{t('patrols:positions.between', { from: position.fromStation, to: position.toStation })}</h3>
      <p className="unit-where">
        {t('patrols:sheet.where', {
          corridor: position.corridorName,
          km: number(position.km, 1),
          state,
        })}
      </p>
      <dl className="unit-facts">
        <dt>{t('patrols:sheet.reach')}</dt>
        <dd>{words.ranges(position, corridorName)}</dd>
        <dt>{t('patrols:sheet.point')}</dt>
        <dd>
          {position.lat.toFixed(4)}, {position.lon.toFixed(4)}
        </dd>
        <dt>{t('patrols:sheet.towns')}</dt>
        <dd>{position.towns.length === 0 ? t('patrols:sheet.noTowns') : words.towns(position)}</dd>
        <dt>{t('patrols:sheet.base')}</dt>
        <dd>
          {t('patrols:sheet.way', {
            base: position.base.name,
            km: number(position.travelKm),
            hours: number(position.travelHours, 1),
            there: number(position.hoursThere, 1),
            shift: number(plan.request.shiftHours, 1),
          })}
        </dd>
      </dl>
      <section>
        <h4>{t('patrols:sheet.what')}</h4>
        <p>
          {t('patrols:sheet.expected', { n: number(position.perYear, 1) })}{' '}
          {position.crimes.length > 0 && t('patrols:sheet.crimes', { crimes: words.crimes(position) })}
        </p>
      </section>
      <section>
        <h4>{t('patrols:sheet.when')}</h4>
        {pinned === 0 ? (
          <p>{t('patrols:sheet.whenUnknown')}</p>
        ) : (
          <div className="unit-when">
            <CountBars
              title={t('patrols:sheet.months', counted(pinned))}
              labels={months}
              counts={position.months}
            />
            <CountBars
              title={t('patrols:sheet.weekdays', counted(dayKnown))}
              labels={weekdays}
              counts={position.weekdays}
            />
          </div>
        )}
        <p className="quiet">{t('patrols:sheet.hours')}</p>
      </section>
      <section className="unit-help">
        <h4>{t('patrols:sheet.help')}</h4>
        {own.length === 0 ? (
          <p>{t('patrols:sheet.noHelp')}</p>
        ) : (
          <ul>
            {own.map(({ referralId, name, help, contact, isVerified }) => (
              <li key={referralId}>
                <strong>{name}</strong>: {contact === '' ? t('patrols:sheet.noContact') : contact}
                {!isVerified && <em> ({t('patrols:sheet.verify')})</em>}
                <small>{help}</small>
              </li>
            ))}
          </ul>
        )}
      </section>
      <footer>
        <p>
          <strong>{t('patrols:sheet.purpose')}</strong> {t('patrols:sheet.limits')}
        </p>
        <p className="unit-write">{t('patrols:sheet.write')}</p>
      </footer>
    </article>
  );
}

function nameOf(language: string, options: Intl.DateTimeFormatOptions, day: Date): string {
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(day);
}
