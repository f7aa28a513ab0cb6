import type { ReactNode } from 'react';
import type { FigureWords } from '../../domain/patterns/figures/words.ts';

/** A part of the page with its heading. */
export function Section({ id, words, children }: { id: string; words: FigureWords; children: ReactNode }) {
  return (
    <section className="pattern-section" aria-labelledby={`section-${id}`}>
      <h3 id={`section-${id}`}>{words.t(`patterns:section.${id}`)}</h3>
      <div className="figures">{children}</div>
    </section>
  );
}
