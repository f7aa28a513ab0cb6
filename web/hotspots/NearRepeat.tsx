import type { NearRepeatAnswer, NearRepeatFound } from '../../api/contract-hotspots.ts';
import type { Computed } from '../data/useComputed.ts';
import { useWords } from '../format.ts';
import { Empty } from '../panel/Empty.tsx';
import { WayOut } from '../panel/WayOut.tsx';
import { MethodNote } from './MethodNote.tsx';
import { Progress } from './Progress.tsx';
import { useReasonText, useShareText } from './texts.ts';

const SIGNIFICANT = 0.05;

/** After one crime, are others likelier near by? A sentence and the table of bands. */
export function NearRepeat({ computed }: { computed: Computed<NearRepeatAnswer> }) {
  const { t } = useWords();
  const reasonText = useReasonText();
  const { value } = computed.loaded;
  return (
    <section className="near-repeat">
      <h3>{t('hotspots:near.title')}</h3>
      <Progress computed={computed} text={t('hotspots:computingNear')} />
      {!computed.isCancelled && value?.status === 'refused' && (
        <Empty text={reasonText(value)}>
          <WayOut />
        </Empty>
      )}
      {!computed.isCancelled && value?.status === 'answered' && <Found found={value} />}
    </section>
  );
}

function Found({ found }: { found: NearRepeatFound }) {
  const { t, number } = useWords();
  const shareText = useShareText();
  const { knox } = found;
  return (
    <>
      <p>
        {t(
          knox.p <= SIGNIFICANT && knox.observed > knox.expected ? 'hotspots:near.yes' : 'hotspots:near.no',
          {
            km: number(knox.spaceKm),
            days: number(knox.timeDays),
            observed: number(knox.observed),
            expected: number(knox.expected, 1),
            ratio: number(knox.observed / Math.max(knox.expected, 1e-9), 1),
            p: shareText(knox.p),
          },
        )}
      </p>
      <BandTable bands={found.bands} />
      <p className="source">
        {t('hotspots:near.note', {
          n: number(found.n),
          vague: number(found.tooVague),
          km: number(found.radiusLimitKm),
          unplaced: number(found.unplaced),
          undated: number(found.undated),
        })}
      </p>
      <MethodNote
        text={t('hotspots:method.near', { permutations: number(found.permutations) })}
        limits={t('hotspots:method.nearLimits')}
        source={t('hotspots:method.nearSource')}
      />
    </>
  );
}

function BandTable({ bands }: { bands: NearRepeatFound['bands'] }) {
  const { t, number } = useWords();
  const spaces = [...new Set(bands.map((band) => band.spaceFromKm))];
  const times = [...new Set(bands.map((band) => band.timeFromDays))];
  const at = (space: number, time: number) =>
    bands.find((band) => band.spaceFromKm === space && band.timeFromDays === time);
  return (
    <table className="bands">
      <caption>{t('hotspots:near.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('hotspots:near.distance')}</th>
          {times.map((time) => (
            <th key={time} scope="col">
              {t('hotspots:near.days', {
                from: number(time),
                to: number(at(spaces[0] ?? 0, time)?.timeToDays ?? 0),
              })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spaces.map((space) => (
          <tr key={space}>
            <th scope="row">
              {t('hotspots:near.band', {
                from: number(space),
                to: number(at(space, times[0] ?? 0)?.spaceToKm ?? 0),
              })}
            </th>
            {times.map((time) => {
              const band = at(space, time);
              const text = band?.ratio == null ? t('hotspots:near.none') : number(band.ratio, 2);
              return <td key={time}>{band && band.p <= SIGNIFICANT ? <strong>{text}</strong> : text}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
