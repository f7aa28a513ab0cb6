import { useMemo } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { Failure } from '../data/requests.ts';
import { useWords } from '../format.ts';
import { Progress } from '../hotspots/Progress.tsx';
import { Empty } from '../panel/Empty.tsx';
import type { Select } from '../panel/select.ts';
import { useView } from '../view/ViewProvider.tsx';
import { DecayField } from './DecayField.tsx';
import { Ranking } from './Ranking.tsx';
import { ScoreMethod } from './ScoreMethod.tsx';
import { StationField } from './StationField.tsx';
import type { RiskData } from './useRisk.ts';
import { WayPanel } from './WayPanel.tsx';

interface Props {
  data: RiskData;
  corridors: Corridors;
  select: Select;
}

/** Two stations and the way between them; without them, all stretches by their score. */
export default function RoutesPanel({ data, corridors, select }: Props) {
  const { t } = useWords();
  const { view, change } = useView();
  const { wayFrom, wayTo } = view;
  const stations = useMemo(
    () =>
      [...new Set(corridors.corridors.flatMap((corridor) => corridor.stations.map(({ name }) => name)))].sort(
        (a, b) => a.localeCompare(b, 'es'),
      ),
    [corridors],
  );
  const isWay = wayFrom !== null && wayTo !== null;
  return (
    <>
      <form className="way-form" aria-label={t('routes:form')} onSubmit={(event) => event.preventDefault()}>
        <StationField
          label={t('routes:from')}
          stations={stations}
          value={wayFrom}
          onChange={(station) => change({ wayFrom: station, camera: null })}
        />
        <StationField
          label={t('routes:to')}
          stations={stations}
          value={wayTo}
          onChange={(station) => change({ wayTo: station, camera: null })}
        />
        {(wayFrom !== null || wayTo !== null) && (
          <div className="way-actions">
            <button type="button" onClick={() => change({ wayFrom: wayTo, wayTo: wayFrom })}>
              {t('routes:swap')}
            </button>
            <button type="button" onClick={() => change({ wayFrom: null, wayTo: null, camera: null })}>
              {t('routes:clear')}
            </button>
          </div>
        )}
      </form>
      <DecayField />
      {isWay ? (
        <WayState data={data} />
      ) : (
        <>
          <p className="quiet">{t('routes:invitation')}</p>
          <Progress computed={data.risk} text={t('routes:computing')} />
          {data.found && <Ranking risk={data.found} corridors={corridors} select={select} />}
        </>
      )}
      <ScoreMethod modes={data.found?.modes ?? null} />
    </>
  );
}

/** Why there is no way, in words of its own; while it is computed, how far; else the way. */
function WayState({ data: { way, foundWay } }: { data: RiskData }) {
  const { t } = useWords();
  const { view, change } = useView();
  if (!way) return null;
  const problem = problemOf(way.loaded.failure, view.wayFrom ?? '', view.wayTo ?? '');
  if (problem) {
    return (
      <Empty text={t(`routes:problem.${problem.code}`, problem.names)}>
        <button
          type="button"
          className="primary"
          onClick={() => change({ wayFrom: null, wayTo: null, camera: null })}
        >
          {t('routes:clear')}
        </button>
      </Empty>
    );
  }
  return (
    <>
      <Progress computed={way} text={t('routes:computing')} />
      {foundWay && <WayPanel way={foundWay} />}
    </>
  );
}

const PROBLEMS = ['unknown_station', 'same_station', 'no_route'] as const;

function problemOf(failure: Failure | null, from: string, to: string) {
  const code = PROBLEMS.find((known) => known === failure?.code);
  if (!code) return null;
  const known = (failure?.details as { known?: string[] } | undefined)?.known;
  const station = known?.includes(from) ? to : from;
  return { code, names: { from, to, station } };
}
