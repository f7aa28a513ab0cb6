import '../styles/timeline.css';
import { useMemo } from 'react';
import { isoDayOf } from '../../domain/days.ts';
import { BINS, firstDayOf, lastDayOf } from '../../domain/time-bins.ts';
import { useFilter } from '../filters/useFilter.ts';
import { useWords } from '../format.ts';
import { useView } from '../view/ViewProvider.tsx';
import { PLAY_MODES, PLAY_SPEEDS } from '../view/view.ts';
import { windowOf } from './dayWindow.ts';
import { Histogram } from './Histogram.tsx';
import { useLiveWindowValue } from './liveWindow.ts';
import { silenceByBin } from './silence.ts';
import { type TimeCube, totalInWindow } from './timeCube.ts';
import { usePeriod } from './usePeriod.ts';
import { usePlay } from './usePlay.ts';
import type { TimelineData } from './useTimelineData.ts';

/** The foot of the page: when things happened under all filters, and the window of time that everything shows. */
export default function Timeline({ data, asOf }: { data: TimelineData; asOf: string }) {
  const { t } = useWords();
  const { cube, loaded } = data;
  return (
    <section className="timeline" aria-label={t('timeline:title')} aria-busy={loaded.loading}>
      {cube ? (
        <Shown cube={cube} data={data} asOf={asOf} />
      ) : (
        !loaded.failure && <p className="quiet">{t('timeline:loading')}</p>
      )}
      {loaded.failure && (
        <p className="timeline-failed" role="alert">
          {t(`error.${loaded.failure.reason}`)}{' '}
          <button type="button" className="link" onClick={loaded.retry}>
            {t('error.retry')}
          </button>
        </p>
      )}
    </section>
  );
}

function Shown({ cube, data, asOf }: { cube: TimeCube; data: TimelineData; asOf: string }) {
  const { t } = useWords();
  const { view, change } = useView();
  const { set } = useFilter();
  const period = usePeriod(cube);
  const { bins } = period;
  const play = usePlay(cube, period, view.playMode, view.playSpeed);
  const stateCode = view.scope?.kind === 'state' ? view.scope.id : null;
  const silence = useMemo(
    () => data.coverage && silenceByBin(data.coverage, cube.all, cube.bin, stateCode),
    [data.coverage, cube.all, cube.bin, stateCode],
  );
  const isAll = bins.first === cube.all.first && bins.last === cube.all.last;
  return (
    <>
      <div className="timeline-controls">
        <button
          type="button"
          className="icon play"
          aria-label={t(play.isPlaying ? 'timeline:pause' : 'timeline:play')}
          title={t(play.isPlaying ? 'timeline:pause' : 'timeline:play')}
          onClick={play.toggle}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d={play.isPlaying ? 'M4 2.5h3v11H4zM9 2.5h3v11H9z' : 'M4 2.5l9 5.5-9 5.5z'}
              fill="currentColor"
            />
          </svg>
        </button>
        <Choice
          label={t('timeline:mode.legend')}
          value={view.playMode}
          options={PLAY_MODES.map((mode) => [mode, t(`timeline:mode.${mode}`)])}
          onChange={(playMode) => change({ playMode }, 'replace')}
        />
        <Choice
          label={t('timeline:speed')}
          value={String(view.playSpeed)}
          options={PLAY_SPEEDS.map((step) => [String(step), t('timeline:times', { n: step })])}
          onChange={(chosen) =>
            change({ playSpeed: PLAY_SPEEDS.find((step) => String(step) === chosen) ?? 1 }, 'replace')
          }
        />
        <Choice
          label={t('timeline:bin.legend')}
          value={view.bin}
          options={BINS.map((bin) => [bin, t(`timeline:bin.${bin}`)])}
          onChange={(bin) => {
            play.stop();
            change({ bin }, 'replace');
          }}
        />
        <button
          type="button"
          className="link whole"
          aria-label={t('timeline:all')}
          disabled={isAll}
          onClick={() => {
            play.stop();
            set({ from: undefined, to: undefined });
          }}
        >
          <span>{t('timeline:all')}</span>
          <span>{t('timeline:allShort')}</span>
        </button>
      </div>
      <Histogram
        cube={cube}
        bins={bins}
        silence={silence}
        onMove={(next) => {
          play.stop();
          period.move(next);
        }}
        onHold={(next) => {
          if (play.isPlaying) play.stop();
          period.hold(next);
        }}
        onRest={period.rest}
        onPlay={play.toggle}
      />
      <Says cube={cube} bins={bins} asOf={asOf} isQuiet={play.isPlaying} silentOf={silence?.states ?? null} />
    </>
  );
}

/** The window in words and numbers. */
function Says({
  cube,
  bins,
  asOf,
  isQuiet,
  silentOf,
}: {
  cube: TimeCube;
  bins: TimeCube['all'];
  asOf: string;
  isQuiet: boolean;
  /** States that the hatching is a share of; null where none is drawn. */
  silentOf: number | null;
}) {
  const { t, date, counted, number } = useWords();
  const { view } = useView();
  const { crimes, hazards } = totalInWindow(cube, bins);
  const lastDay = isoDayOf(lastDayOf(bins.last, cube.bin));
  const undated = cube.undated.crimes + cube.undated.hazards;
  const moving = useLiveWindowValue();
  const { from, to } = moving ?? windowOf(view.filter);
  const begins = firstDayOf(cube.all.first, cube.bin);
  const isOutside = to < begins || from > lastDayOf(cube.all.last, cube.bin);
  if (isOutside) {
    return (
      <p className="timeline-says" aria-live="polite">
        {t('timeline:outside', { from: date(isoDayOf(begins)), to: date(asOf) })}
      </p>
    );
  }
  return (
    <div className="timeline-says">
      {/* Read out at rest only: a window that plays would never stop talking. */}
      <p aria-live={isQuiet ? 'off' : 'polite'}>
        <strong>
          {t('timeline:span', {
            from: date(isoDayOf(firstDayOf(bins.first, cube.bin))),
            to: date(lastDay < asOf ? lastDay : asOf),
          })}
        </strong>
        <br />
        {t('timeline:n', {
          crimes: t('timeline:crimes', counted(crimes)),
          hazards: t('timeline:hazards', counted(hazards)),
        })}
      </p>
      <p className="quiet">
        {undated > 0 && t('timeline:undated', { n: number(undated) })}{' '}
        {silentOf !== null &&
          (view.scope?.kind === 'state'
            ? t('timeline:silence.state')
            : t('timeline:silence.states', { n: number(silentOf) }))}
      </p>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = options.find(([word]) => word === event.target.value);
        if (chosen) onChange(chosen[0]);
      }}
    >
      {options.map(([word, text]) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </select>
  );
}
