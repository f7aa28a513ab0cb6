import '../styles/release.css';
import { useMemo } from 'react';
import type { ReleaseAnswer } from '../../api/contract-release.ts';
import { RELEASE_GROUPS, type ReleaseGroup } from '../../domain/release/lattice.ts';
import { getJson } from '../data/requests.ts';
import { useLoaded } from '../data/useLoaded.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { LoadState } from '../panel/LoadState.tsx';
import { LinkOut } from '../panel/WayOut.tsx';
import { PageShell } from '../shell/PageShell.tsx';
import { ReleaseMap } from './ReleaseMap.tsx';
import { ReleaseTable } from './ReleaseTable.tsx';
import { useReleaseView } from './releaseView.ts';

const loadRelease = (path: string, signal: AbortSignal) => getJson<ReleaseAnswer>(path, signal);

/** What recipients may know of the past: numbers of closed months, chosen and never computed. */
export default function ReleasePage() {
  const { t, date } = useWords();
  const { view, change } = useReleaseView();
  const { group, period, month: picked } = view;
  const chosen = new URLSearchParams({ group, ...period });
  const loaded = useLoaded(`/api/release?${chosen}`, loadRelease);
  const release = loaded.value;
  const months = useMemo(() => monthsBetween(release?.firstMonth, release?.lastMonth), [release]);
  const shown = release?.months.map(({ month }) => month) ?? [];
  const mapMonth = picked !== null && shown.includes(picked) ? picked : (shown.at(-1) ?? null);
  const [from, to] = [shown.at(0) ?? '', shown.at(-1) ?? ''];
  const groupName = (one: ReleaseGroup) =>
    one === 'all' ? t('release:group.all') : capital(t(`alerts:group.${one}`));
  const monthName = (month: string) => date(`${month}-01`, 'month');
  return (
    <PageShell title={t('release:title')}>
      <LoadState loaded={loaded} />
      {release && release.lastMonth === null && (
        <Empty text={t('release:empty', { days: release.closingDays })}>
          <LinkOut page="alerts" />
        </Empty>
      )}
      {release && mapMonth !== null && (
        <div className="release">
          <p className="release-lead">{t('release:lead', { k: release.k })}</p>
          <fieldset className="release-choice" aria-label={t('release:choose.legend')}>
            <label>
              {t('release:choose.group')}
              <select
                value={group}
                onChange={(event) => change({ group: event.target.value as ReleaseGroup })}
              >
                {RELEASE_GROUPS.map((one) => (
                  <option key={one} value={one}>
                    {groupName(one)}
                  </option>
                ))}
              </select>
            </label>
            <MonthField
              label={t('release:choose.from')}
              value={from}
              months={months.filter((month) => month <= to)}
              onChange={(month) => change({ period: { from: month, to } })}
            />
            <MonthField
              label={t('release:choose.to')}
              value={to}
              months={months.filter((month) => month >= from)}
              onChange={(month) => change({ period: { from, to: month } })}
            />
            <MonthField
              label={t('release:choose.month')}
              value={mapMonth}
              months={shown}
              onChange={(month) => change({ month })}
            />
          </fieldset>
          <ReleaseMap
            release={release}
            month={mapMonth}
            title={t('release:map.title', { group: groupName(group), month: monthName(mapMonth) })}
          />
          <ReleaseTable release={release} caption={t('release:table.caption', { group: groupName(group) })} />
          <p className="release-exports">
            <a className="link" href={`/api/release/export?${chosen}&format=csv`} download>
              {t('release:export.csv')}
            </a>
            <a className="link" href={`/api/release/export?${chosen}&format=geojson`} download>
              {t('release:export.geojson')}
            </a>
          </p>
          <details className="method" open>
            <summary>{t('method.title')}</summary>
            <p>{t('release:method.text', { k: release.k })}</p>
            <p>{t('release:method.limits', { days: release.closingDays })}</p>
            <p className="quiet">
              {t('release:method.date', { month: monthName(release.lastMonth ?? mapMonth) })}
            </p>
          </details>
        </div>
      )}
    </PageShell>
  );
}

function MonthField({
  label,
  value,
  months,
  onChange,
}: {
  label: string;
  value: string;
  months: readonly string[];
  onChange: (month: string) => void;
}) {
  const { date } = useWords();
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {months.map((month) => (
          <option key={month} value={month}>
            {date(`${month}-01`, 'month')}
          </option>
        ))}
      </select>
    </label>
  );
}

function monthsBetween(first: string | null | undefined, last: string | null | undefined): string[] {
  if (!first || !last) return [];
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
