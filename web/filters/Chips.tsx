import { useWords } from '../format.ts';
import type { FilterAccess } from './useFilter.ts';

interface Chip {
  id: string;
  text: string;
  remove: () => void;
}

/** Each active filter as a chip that takes it away, then "clear all". */
export function Chips({ filter, set, clear, productAsOf }: FilterAccess & { productAsOf: string | null }) {
  const { t, date, moment } = useWords();
  const { kind, crime = [], perpetrator = [], from, to, asOf, known, counting } = filter;
  const chips: Chip[] = [];
  if (kind) chips.push({ id: kind, text: t(`filter.kind.${kind}`), remove: () => set({ kind: undefined }) });
  for (const word of crime) {
    const others = crime.filter((other) => other !== word);
    chips.push({ id: word, text: t(`taxonomy:crime.${word}`), remove: () => set({ crime: others }) });
  }
  for (const word of perpetrator) {
    const others = perpetrator.filter((other) => other !== word);
    chips.push({
      id: `by-${word}`,
      text: t('filter.chipPerpetrator', { perpetrator: t(`taxonomy:perpetrator.${word}`) }),
      remove: () => set({ perpetrator: others }),
    });
  }
  if (from)
    chips.push({
      id: 'from',
      text: t('filter.chipFrom', { date: date(from) }),
      remove: () => set({ from: undefined }),
    });
  if (to)
    chips.push({
      id: 'to',
      text: t('filter.chipTo', { date: date(to) }),
      remove: () => set({ to: undefined }),
    });
  if (known)
    chips.push({
      id: 'known',
      text: t('filter.chipKnown', { when: moment(Date.parse(known)) }),
      remove: () => set({ known: undefined }),
    });
  if (counting)
    chips.push({
      id: 'counting',
      text: t('filter.chipPrincipal'),
      remove: () => set({ counting: undefined }),
    });
  // A link or the period pane may hold the view at another day than the product's: say so, and offer the way back.
  if (asOf && productAsOf && asOf !== productAsOf) {
    const text = t('filter.chipAsOf', { date: date(asOf) });
    chips.push({ id: 'asOf', text, remove: () => set({ asOf: productAsOf }) });
  }
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('filter.active')}>
      {chips.map((chip) => (
        <li key={chip.id}>
          <button
            type="button"
            className="chip"
            aria-label={t('filter.remove', { name: chip.text })}
            onClick={chip.remove}
          >
            <span className="sentence">{chip.text}</span>
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="link" onClick={clear}>
          {t('filter.clear')}
        </button>
      </li>
    </ul>
  );
}
