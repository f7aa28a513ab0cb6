import type { ReactNode } from 'react';
import type { IncidentDetail } from '../../api/contract.ts';
import { STATES } from '../../domain/states.ts';
import { useWords } from '../format.ts';
import { usePlacedSentence } from './placedSentence.ts';
import { Reports } from './Reports.tsx';

interface Props {
  incident: IncidentDetail;
  /** The reports were opened: load the incident again. */
  onOpened: () => void;
}

/** One incident: what, when, who is alleged, where and how well that is known, and the reports behind it. */
export function IncidentPanel({ incident, onOpened }: Props) {
  const { t, number } = useWords();
  return (
    <>
      {incident.synthetic && <p className="synthetic-mark">{t('incident.synthetic')}</p>}
      <dl className="facts">
        <Fact name={t('incident.when')}>{useWhen(incident)}</Fact>
        <Fact name={t('incident.what')}>
          <What incident={incident} />
        </Fact>
        {incident.kind === 'crime' && (
          <Fact name={t('incident.perpetrators')}>
            <Perpetrators incident={incident} />
          </Fact>
        )}
        <Fact name={t('incident.where')}>
          <Where incident={incident} />
        </Fact>
        <Fact name={t('incident.placed')}>
          <Placed incident={incident} />
        </Fact>
        <Fact name={t('incident.victims')}>
          {incident.victims === null ? t('incident.noData') : number(incident.victims)}
        </Fact>
        <Fact name={t('incident.howKnown')}>
          <span className="sentence">{t(`taxonomy:howKnown.${incident.howKnown}`)}</span>
        </Fact>
      </dl>
      <Reports incident={incident} onOpened={onOpened} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function useWhen(incident: IncidentDetail): string {
  const { t, date } = useWords();
  if (incident.datePrecision !== 'day') {
    return t(`incident.whenOnly.${incident.datePrecision}`, {
      date: date(incident.firstDay, incident.datePrecision),
    });
  }
  if (incident.firstDay === incident.lastDay) return date(incident.firstDay);
  return t('incident.whenBetween', { from: date(incident.firstDay), to: date(incident.lastDay) });
}

function What({ incident }: { incident: IncidentDetail }) {
  const { t } = useWords();
  if (incident.kind === 'hazard') {
    return (
      <>
        <span className="sentence">{t(`taxonomy:hazard.${incident.hazard ?? 'mixed_or_unknown'}`)}</span>
        <small>{t('incident.hazardNote')}</small>
      </>
    );
  }
  return (
    <ul className="plain">
      {incident.crimes.map(({ crime, principal }) => (
        <li key={crime}>
          <span className="sentence">{t(`taxonomy:crime.${crime}`)}</span>
          {principal && incident.crimes.length > 1 && <small>{t('incident.principal')}</small>}
        </li>
      ))}
    </ul>
  );
}

function Perpetrators({ incident }: { incident: IncidentDetail }) {
  const { t } = useWords();
  if (incident.perpetrators.length === 0) return t('incident.noData');
  return (
    <ul className="plain">
      {incident.perpetrators.map(({ perpetrator, organisation, principal }) => (
        <li key={`${perpetrator}/${organisation ?? ''}`}>
          <span className="sentence">{t(`taxonomy:perpetrator.${perpetrator}`)}</span>
          {organisation && <small>{t('incident.organisation', { organisation })}</small>}
          {principal && incident.perpetrators.length > 1 && <small>{t('incident.principal')}</small>}
        </li>
      ))}
    </ul>
  );
}

function Where({ incident }: { incident: IncidentDetail }) {
  const { t, distance, number } = useWords();
  const { place } = incident;
  const state = STATES.find(({ code }) => code === place?.stateCode)?.name;
  return (
    <ul className="plain">
      {incident.placeType !== 'unknown' && (
        <li className="sentence">{t(`taxonomy:placeType.${incident.placeType}`)}</li>
      )}
      {place && <li>{state ?? t('incident.outsideMexico')}</li>}
      {place?.corridor && (
        <li>
          {t('incident.onRail', {
            offset: distance(place.corridor.offsetM),
            km: number(place.corridor.km, 1),
            corridor: place.corridor.name,
          })}
        </li>
      )}
      {!place && <li>{t('incident.unplaced')}</li>}
    </ul>
  );
}

function Placed({ incident }: { incident: IncidentDetail }) {
  const { t, distance, percent } = useWords();
  const placed = usePlacedSentence();
  const { place, unplacedReason } = incident;
  if (!place) {
    const reason = unplacedReason ?? 'other';
    return <>{t([`place.unplaced.${reason}`, `geocoding:unmatched.${reason}`, 'place.unplaced.other'])}</>;
  }
  return (
    <>
      {placed(place)}
      <span className="precision">
        <strong>± {distance(place.radiusM)}</strong> {t(`place.precision.${place.precision}`)}
        {place.score !== null && <small>{t('place.score', { share: percent(place.score) })}</small>}
      </span>
    </>
  );
}
