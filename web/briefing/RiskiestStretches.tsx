import type { ShownFilter } from '../../api/contract.ts';
import type { SegmentsRiskAnswer } from '../../api/contract-network.ts';
import type { Computed } from '../data/useComputed.ts';
import { useWords } from '../format.ts';
import { Progress } from '../hotspots/Progress.tsx';
import { stretchSentence } from '../network/stretchSentence.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { filteredLink } from '../today/links.ts';

const SHOWN = 10;

/** The stretches with the highest scores, with their intervals; the first one in a sentence. */
export function RiskiestStretches({
  computed,
  filter,
}: {
  computed: Computed<SegmentsRiskAnswer>;
  filter: ShownFilter;
}) {
  const words = useWords();
  const { t, number, percent, date } = words;
  const found = computed.loaded.value;
  const ranked = (found?.stretches ?? [])
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score?.value ?? 0) - (a.score?.value ?? 0));
  const [first] = ranked;
  return (
    <section>
      <h3>{t('briefing:stretches.title')}</h3>
      <Progress computed={computed} text={t('briefing:stretches.computing')} />
      {found && !first && <p>{t('briefing:stretches.none')}</p>}
      {found && first && (
        <>
          <p>{stretchSentence(words, first, found.period)}</p>
          <table className="today-table briefing-table">
            <caption className="hidden">{t('briefing:stretches.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('briefing:stretches.stretch')}</th>
                <th scope="col">{t('briefing:stretches.count')}</th>
                <th scope="col">{t('briefing:stretches.times')}</th>
                <th scope="col">{t('briefing:stretches.interval')}</th>
                <th scope="col">{t('briefing:stretches.above')}</th>
              </tr>
            </thead>
            <tbody>
              {ranked.slice(0, SHOWN).map((stretch) => (
                <tr key={stretch.id}>
                  <th scope="row">
                    <a
                      className="link"
                      href={filteredLink('/rutas', filter, { kind: 'stretch', id: stretch.id })}
                    >
                      {t('stretch.name', stretchEnds(words, stretch))}
                    </a>
                    <small className="quiet"> {stretch.corridorName}</small>
                  </th>
                  <td>{number(stretch.count, 1)}</td>
                  <td>{stretch.timesMean && number(stretch.timesMean.value, 1)}</td>
                  <td>
                    {stretch.timesMean &&
                      `${number(stretch.timesMean.low, 1)}–${number(stretch.timesMean.high, 1)}`}
                  </td>
                  <td>{stretch.aboveMean !== null && percent(stretch.aboveMean)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="quiet">
            {t('briefing:stretches.note', {
              n: number(found.counted.pinned + found.counted.spread),
              from: date(found.period.from),
              to: date(found.period.to),
              ranked: number(ranked.length),
              shown: number(Math.min(SHOWN, ranked.length)),
            })}
          </p>
        </>
      )}
    </section>
  );
}
