import { useState } from 'react';
import type { Corridors } from '../../api/contract.ts';
import type { SegmentsRisk } from '../../api/contract-network.ts';
import { useWords } from '../format.ts';
import type { Select } from '../panel/select.ts';
import { stretchEnds } from '../panel/stretchEnds.ts';
import { findStretch } from '../panel/texts.ts';
import { ScoreBar } from './ScoreBar.tsx';

/** Stretches listed before one asks for the rest. */
const TOP = 10;

interface Props {
  risk: SegmentsRisk;
  corridors: Corridors;
  select: Select;
}

/** All stretches that have a score, the highest first, each with its interval; then those without data. */
export function Ranking({ risk, corridors, select }: Props) {
  const words = useWords();
  const { t, number, date, counted } = words;
  const [all, setAll] = useState(false);
  const scored = risk.stretches
    .flatMap((stretch) => (stretch.score ? [{ ...stretch, score: stretch.score }] : []))
    .sort((a, b) => b.score.value - a.score.value);
  const silent = risk.stretches.filter(({ status }) => status === 'no-data');
  const { counted: of } = risk;
  const top = scored[0];
  if (!top) return <p>{t(silent.length > 0 ? 'routes:ranking.allSilent' : 'routes:ranking.none')}</p>;
  return (
    <figure className="ranking">
      <figcaption>
        <strong>{t('routes:ranking.title', stretchEnds(words, top))}</strong>
        <span>{t('routes:ranking.unit')}</span>
      </figcaption>
      <ol>
        {(all ? scored : scored.slice(0, TOP)).map((stretch) => (
          <li key={stretch.id}>
            <button
              type="button"
              className="ranking-row"
              onClick={() => {
                const placed = findStretch(corridors, stretch.id);
                if (placed) select.stretch(placed.stretch);
              }}
            >
              <span className="ranking-name">
                {t('stretch.name', stretchEnds(words, stretch))}
                <small>
                  {t('routes:ranking.note', {
                    corridor: stretch.corridorName,
                    from: number(stretch.fromKm),
                    to: number(stretch.toKm),
                  })}
                </small>
              </span>
              <span className="ranking-score">
                {number(stretch.score.value)}{' '}
                <small>
                  {t('routes:interval', { low: number(stretch.score.low), high: number(stretch.score.high) })}
                </small>
              </span>
              <ScoreBar score={stretch.score} />
            </button>
          </li>
        ))}
      </ol>
      {!all && scored.length > TOP && (
        <button type="button" className="more" onClick={() => setAll(true)}>
          {t('list.all', { n: number(scored.length) })}
        </button>
      )}
      {silent.length > 0 && (
        <p className="no-data-note">
          {t('routes:ranking.silent', {
            ...counted(silent.length),
            stretches: silent.map((stretch) => t('stretch.name', stretchEnds(words, stretch))).join('; '),
          })}
        </p>
      )}
      <p className="source">
        {t('routes:ranking.source', {
          n: number(of.pinned + of.spread),
          from: date(risk.period.from),
          to: date(risk.period.to),
          spread: number(of.spread),
          out: number(of.far + of.vague),
        })}
      </p>
    </figure>
  );
}
