import { lazy, Suspense, useMemo, useState } from 'react';
import type { GeocodeAnswer } from '../../api/contract-geocode.ts';
import { explain } from '../../domain/geocoding/explain.ts';
import { FILE_CANDIDATE } from '../../domain/geocoding/reconcile.ts';
import type { GeocodeResult } from '../../domain/geocoding/types.ts';
import { useWords } from '../format.ts';
import { placesOf, stateName } from '../geocoding/answer.ts';
import { CandidateName, GeocodedText } from '../geocoding/GeocodedText.tsx';
import type { MapPlace } from '../geocoding/placeMap.ts';
import { StateOptions } from '../StateOptions.tsx';
import type { OpenPlace, PlaceAnswer } from './PlacesTab.tsx';
import { PointFields, type SetPoint } from './PointFields.tsx';
import { useKeys } from './useKeys.ts';

const PlaceMap = lazy(() => import('../geocoding/PlaceMap.tsx'));

type Way = 'candidate' | 'text' | 'point';
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** Four decimals are some ten metres. */
const POINT_DECIMALS = 1e4;

interface Props {
  place: OpenPlace;
  busy: boolean;
  onAnswer: (answer: PlaceAnswer) => void;
}

/** A place text with its candidates on the map, and the four answers that a person can give. */
export function PlaceForm({ place, busy, onAnswer }: Props) {
  const { t, counted, date } = useWords();
  const { candidates } = place;
  const [way, setWay] = useState<Way>(candidates.length > 0 ? 'candidate' : 'text');
  const [picked, setPicked] = useState<number | null>(null);
  const [text, setText] = useState(place.text);
  const [stateCode, setStateCode] = useState(place.stateCode);
  const [answer, setAnswer] = useState<GeocodeAnswer | null>(null);
  const [point, setPoint] = useState<SetPoint>({ lat: '', lon: '', radiusM: 5000 });

  const give = () => {
    const candidate = picked === null ? undefined : candidates[picked];
    if (way === 'candidate' && candidate && !busy) {
      const { toponymId, lon, lat } = candidate;
      onAnswer({ action: 'candidate', toponymId, lon, lat });
    }
  };
  useKeys({
    ...Object.fromEntries(
      DIGITS.slice(0, candidates.length).map((digit, i) => [
        digit,
        () => {
          setWay('candidate');
          setPicked(i);
        },
      ]),
    ),
    '0': () => !busy && onAnswer({ action: 'unplaced' }),
    enter: give,
  });

  const places = useMemo<MapPlace[]>(() => {
    if (way === 'text') return placesOf(answer);
    const marks = candidates.map(({ lon, lat, radiusM, toponymId }, i): MapPlace => {
      const isPicked = way === 'candidate' && i === picked;
      const kind = isPicked ? 'chosen' : toponymId === FILE_CANDIDATE ? 'file' : 'candidate';
      return { lon, lat, radiusM: isPicked ? radiusM : null, mark: String(i + 1), kind };
    });
    const lon = Number(point.lon);
    const lat = Number(point.lat);
    const isSet = way === 'point' && point.lon !== '' && point.lat !== '' && Math.abs(lat) <= 85;
    if (isSet && Math.abs(lon) <= 180)
      marks.push({ lon, lat, radiusM: point.radiusM, mark: '', kind: 'chosen' });
    return marks;
  }, [way, answer, candidates, picked, point]);

  const onPick = (lon: number, lat: number) => {
    setWay('point');
    setPoint(({ radiusM }) => ({ lon: rounded(lon), lat: rounded(lat), radiusM }));
  };
  const pickFromText = (toponymId: string, lon: number, lat: number) =>
    onAnswer({ action: 'text', text: text.trim(), stateCode, pick: { toponymId, lon, lat } });

  return (
    <div className="place-form">
      <h3 id="queue-current">
        <q>{place.text}</q>
      </h3>
      <p className="quiet">
        {t(`review:places.status.${place.status}`)} · {t('review:places.reports', counted(place.reports))} ·{' '}
        {t('review:places.source', { source: place.sourceId })}
      </p>
      {place.stateCode && <p>{t('review:places.state', { state: stateName(place.stateCode) })}</p>}
      <p>{useReason(place)}</p>
      <details className="examples">
        <summary>{t('review:places.examples')}</summary>
        <ul>
          {place.examples.map(({ reportId, firstDay, crimes, hazard, placeType, summary }) => (
            <li key={reportId}>
              {date(firstDay)}: {crimes.map((crime) => t(`taxonomy:crime.${crime}`)).join(', ')}
              {hazard && t(`taxonomy:hazard.${hazard}`)} ({t(`taxonomy:placeType.${placeType}`)}). {summary}
            </li>
          ))}
        </ul>
      </details>
      <div className="place-columns">
        <div>
          <div className="segmented" role="radiogroup" aria-labelledby="queue-current">
            {(['candidate', 'text', 'point'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />
                <span>{t(WAYS[one])}</span>
              </label>
            ))}
          </div>
          {way === 'candidate' && (
            <fieldset className="candidates">
              <legend>{t('review:places.candidates')}</legend>
              {candidates.length === 0 && <p>{t('review:places.noCandidates')}</p>}
              {candidates.map((candidate, i) => (
                <label key={`${candidate.toponymId} ${candidate.lon} ${candidate.lat}`}>
                  <input type="radio" name="candidate" checked={picked === i} onChange={() => setPicked(i)} />
                  <span
                    className={`place-mark place-mark-${candidate.toponymId === FILE_CANDIDATE ? 'file' : 'candidate'}`}
                    aria-hidden="true"
                  >
                    {i + 1}
                  </span>
                  <CandidateName
                    candidate={
                      candidate.toponymId === FILE_CANDIDATE
                        ? { ...candidate, name: t('review:places.file') }
                        : candidate
                    }
                  />
                </label>
              ))}
              <button type="button" className="primary" disabled={picked === null || busy} onClick={give}>
                {t('review:places.give')}
              </button>
            </fieldset>
          )}
          {way === 'text' && (
            <form
              className="correct-text"
              onSubmit={(event) => {
                event.preventDefault();
                if (answer?.status === 'placed' && !busy) {
                  onAnswer({ action: 'text', text: text.trim(), stateCode });
                }
              }}
            >
              <GeocodedText
                label={t('review:places.correctLabel')}
                value={text}
                onChange={setText}
                stateCode={stateCode}
                onAnswer={setAnswer}
                onCandidate={({ toponymId, lon, lat }) => !busy && pickFromText(toponymId, lon, lat)}
                hideMap
              />
              <label className="state-choice">
                {t('review:places.correctState')}
                <select value={stateCode} onChange={(event) => setStateCode(event.target.value)}>
                  <option value="">{t('review:places.anyState')}</option>
                  <StateOptions />
                </select>
              </label>
              <button type="submit" className="primary" disabled={answer?.status !== 'placed' || busy}>
                {t('review:places.useText')}
              </button>
            </form>
          )}
          {way === 'point' && (
            <PointFields
              point={point}
              busy={busy}
              onChange={setPoint}
              onUse={(lon, lat, radiusM) => onAnswer({ action: 'point', lon, lat, radiusM })}
            />
          )}
          <p className="decisions">
            <button
              type="button"
              className="secondary"
              disabled={busy}
              onClick={() => onAnswer({ action: 'unplaced' })}
            >
              {t('review:places.unplaced')}
            </button>
          </p>
        </div>
        <Suspense fallback={<p className="busy">{t('map.loading')}</p>}>
          <PlaceMap
            places={places}
            label={t('review:places.map')}
            onPick={onPick}
            {...(way === 'candidate' ? { onChoose: setPicked } : {})}
          />
        </Suspense>
      </div>
    </div>
  );
}

const WAYS = {
  candidate: 'review:places.pick',
  text: 'review:places.correct',
  point: 'review:places.point',
} as const;

/** Why the geocoder could not decide, in its own words. */
function useReason({ status, reason, matches, rule, candidates }: OpenPlace): string {
  const { t } = useWords();
  if (status === 'conflict') return t('review:places.status.conflict');
  const result: GeocodeResult =
    status === 'unmatched' ? { status, reason } : { status, reason, matches, rule, candidates, score: 0 };
  return explain(result, (key, values) => t(`geocoding:${key}`, values));
}

function rounded(degrees: number): string {
  return String(Math.round(degrees * POINT_DECIMALS) / POINT_DECIMALS);
}
