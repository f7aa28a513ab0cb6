import type { FigureWords } from '../../domain/patterns/figures/words.ts';
import type { PatternView } from './patternView.ts';

/** What fields above a figure are given. */
export interface FieldProps {
  view: PatternView;
  change: (to: (view: PatternView) => PatternView) => void;
  words: FigureWords;
}
