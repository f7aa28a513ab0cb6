import { lazy, Suspense, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react';
import type { GeocodeAnswer } from '../../api/contract-geocode.ts';
import { useWords } from '../format.ts';
import { explanation, placesOf, stateName } from './answer.ts';
import { useGeocode } from './useGeocode.ts';

// MapLibre comes when there is something to show.
const PlaceMap = lazy(() => import('./PlaceMap.tsx'));

interface Props {
  /** Label of the field. */
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** INEGI's two digits of the state that is told apart from the text, or empty. */
  stateCode?: string;
  municipality?: string;
  onRail?: boolean;
  /** Told of every answer, and null while the text is empty or another answer is on its way. */
  onAnswer?: (answer: GeocodeAnswer | null) => void;
  /** A candidate of an ambiguous text was picked, in the list or on the map. */
  onCandidate?: (candidate: Extract<GeocodeAnswer, { status: 'ambiguous' }>['candidates'][number]) => void;
  required?: boolean;
  /** Leaves the map out, where the page has one of its own. */
  hideMap?: boolean;
}

/** A field for a place text: as one types, the geocoder says what it takes it for and why, and the map shows it. */
export function GeocodedText({
  label,
  value,
  onChange,
  stateCode,
  municipality,
  onRail,
  onAnswer,
  onCandidate,
  required,
  hideMap,
}: Props) {
  const { t } = useWords();
  const id = useId();
  const geocoded = useGeocode({ text: value, stateCode, municipality, onRail });
  const answer = value.trim() === '' ? null : geocoded.value;
  const current = geocoded.loading ? null : answer;
  const tell = useRef(onAnswer);
  useLayoutEffect(() => {
    tell.current = onAnswer;
  });
  useEffect(() => {
    tell.current?.(current);
  }, [current]);
  const places = useMemo(() => placesOf(answer), [answer]);
  const candidates = answer?.status === 'ambiguous' ? answer.candidates : [];

  return (
    <div className="geocoded">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        required={required}
        maxLength={500}
        autoComplete="off"
        aria-describedby={`${id}-answer`}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={`${id}-answer`} className="geocoded-answer" aria-live="polite" aria-busy={geocoded.loading}>
        {geocoded.failure && value.trim() !== '' && <p>{t(`error.${geocoded.failure.reason}`)}</p>}
        {answer && (
          <p className={`geocoded-${answer.status}`}>
            <strong>{t(`review:geocoded.${answer.status}`)}</strong> {explanation(answer, t)}
          </p>
        )}
      </div>
      {candidates.length > 0 && onCandidate && (
        <ol className="geocoded-candidates">
          {candidates.map((candidate, i) => (
            <li key={candidate.toponymId + candidate.lon}>
              <button type="button" onClick={() => onCandidate(candidate)}>
                <span className="place-mark place-mark-candidate" aria-hidden="true">
                  {i + 1}
                </span>
                <CandidateName candidate={candidate} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {places.length > 0 && !hideMap && (
        <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
          <PlaceMap
            places={places}
            label={t('review:geocoded.map')}
            {...(onCandidate
              ? {
                  onChoose: (index: number) => {
                    const candidate = candidates[index];
                    if (candidate) onCandidate(candidate);
                  },
                }
              : {})}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Name, state, precision and position of a place that a text may mean. */
export function CandidateName({
  candidate: { name, stateCode, precision, radiusM, lat, lon },
}: {
  candidate: {
    name: string;
    stateCode: string;
    precision: string;
    radiusM: number;
    lat: number;
    lon: number;
  };
}) {
  const { t, distance, number } = useWords();
  const state = stateName(stateCode);
  return (
    <span className="candidate-name">
      {state && state !== name ? t('geocoding:placeInState', { place: name, state }) : name}{' '}
      <small>
        {t('review:geocoded.within', {
          precision: t(`taxonomy:precision.${precision}`),
          radius: distance(radiusM),
          // Of homonyms the name alone says nothing to who can't see the map.
          lat: number(lat, 2),
          lon: number(lon, 2),
        })}
      </small>
    </span>
  );
}
