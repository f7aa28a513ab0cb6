import { type Allowed, type Option, optionsOf } from './candidates.ts';
import type { Mention, Reading } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { PlaceHint } from './types.ts';

/** A mention with what it may mean under the chosen reading of the states. */
export interface Resolved {
  mention: Mention;
  options: Option[];
  /** The named state has no such place. */
  outside: boolean;
}

/** Which mentions are states, which are towns of that name, and what the others may then mean. */
export interface StateChoice {
  /** Mentions read as states. */
  states: readonly Mention[];
  allowed: Allowed;
  resolved: readonly Resolved[];
  /** The row's state and the text's state differ. */
  hintContradicts: boolean;
}

const STATE_SCORE = 1;
const OUTSIDE_SHARE = 0.1;
const INNER_SHARE = 0.3;
/** A town this plain outweighs a state that has no such town. */
const STRONG_FIT = 1.55;

/**
 * Reads names that are both state and town ("Hidalgo, Coahuila"; "Veracruz, Veracruz") so that most names of the
 * text are explained; equal readings go to the one that keeps the later name as the state.
 */
export function chooseStates(reading: Reading, hint: PlaceHint, reference: ReferenceIndex): StateChoice {
  const named = reading.mentions.filter((mention) => mention.stateCode !== '');
  const countries = new Set(
    reading.mentions.map((mention) => mention.countryCode).filter((code) => code !== '' && code !== 'MX'),
  );
  const hintState = hint.stateCode ?? '';
  const choices = hypotheses(named).map((states) =>
    evaluate(reading, states, countries, hintState, reference),
  );
  let best = choices[0]!;
  for (const choice of choices) {
    if (choice === choices[0]) continue;
    const keepsState = choice.states.length > 0 || hintState !== '' || contradicted(choices[0]!.resolved);
    if (keepsState && choice.score > best.score + 1e-9) best = choice;
  }
  return best;
}

/** All names as states; then, for each that may be a town, the others as states. Later states are kept longer. */
function hypotheses(named: readonly Mention[]): (readonly Mention[])[] {
  const all: (readonly Mention[])[] = [withoutRepeats(named)];
  for (const mention of named)
    if (mention.places.length > 0) all.push(named.filter((other) => other !== mention));
  return all;
}

/** "Veracruz, Veracruz": the second is the state, the first the city. */
function withoutRepeats(named: readonly Mention[]): Mention[] {
  return named.filter(
    (mention, at) =>
      !named.some((later, i) => i > at && later.stateCode === mention.stateCode && mention.places.length > 0),
  );
}

function contradicted(resolved: readonly Resolved[]): boolean {
  return resolved.some(
    ({ outside, options, mention }) =>
      outside && mention.feature !== 'inner' && options[0]!.fit >= STRONG_FIT,
  );
}

function evaluate(
  reading: Reading,
  states: readonly Mention[],
  countries: ReadonlySet<string>,
  hintState: string,
  reference: ReferenceIndex,
): StateChoice & { score: number } {
  const codes = new Set(states.map((mention) => mention.stateCode));
  const hintContradicts = hintState !== '' && codes.size > 0 && !codes.has(hintState);
  if (hintState !== '' && codes.size === 0) codes.add(hintState);
  const allowed: Allowed = { states: codes, countries };
  const resolved: Resolved[] = [];
  let score = STATE_SCORE * codes.size;
  for (const mention of reading.mentions) {
    if (mention.places.length === 0 || states.includes(mention) || mention.countryCode !== '') continue;
    if (mention.feature === 'street' || mention.feature === 'river') continue;
    const { options, outside } = optionsOf(mention, allowed, reference, reading.tokens);
    if (options.length === 0) continue;
    resolved.push({ mention, options, outside });
    const share = (outside ? OUTSIDE_SHARE : 1) * (mention.feature === 'inner' ? INNER_SHARE : 1);
    score += options[0]!.fit * share;
  }
  return { states, allowed, resolved, hintContradicts, score };
}
