import { PREDATORY_CRIMES } from '../taxonomy.ts';
import { hoursBetween, type PatrolEntry, type PatrolFind } from './log-entry.ts';
import { type KmRange, mergeRanges } from './ranges.ts';

/** A position of a plan, as far as the log is held against it. */
export interface PlannedPosition {
  ranges: readonly KmRange[];
  /** Hours that the plan gives it, once. */
  shiftHours: number;
}

/** What was to be done and what was, in km of track times hours. */
export interface Done {
  planned: number;
  executed: number;
  /** Whether the log says what was planned; else it is one shift over the whole reach, as the plan has it. */
  isPlannedLogged: boolean;
  /** Executed patrols that touched it, and those that said to have found nothing, or something. */
  patrols: number;
  foundNothing: number;
  foundSomething: number;
}

/**
 * The log against a plan's positions: km x hours by position, and what was executed elsewhere. Track in the reach of
 * two positions counts for both, so that each is judged on its own; `elsewhere` is what lies in no reach.
 */
export function doneOf(
  positions: readonly PlannedPosition[],
  entries: readonly PatrolEntry[],
): { positions: Done[]; elsewhere: number } {
  const executed = entries.filter(({ kind }) => kind === 'executed');
  const done = positions.map(({ ranges, shiftHours }): Done => {
    const spans = mergeRanges(ranges);
    const kmHours = (entry: PatrolEntry) => overlapKm(spans, entry) * hoursOf(entry);
    const sum = (kind: PatrolEntry['kind']) =>
      entries.reduce((total, entry) => total + (entry.kind === kind ? kmHours(entry) : 0), 0);
    const logged = sum('planned');
    const touching = executed.filter((entry) => overlapKm(spans, entry) > 0);
    const length = spans.reduce((total, { fromKm, toKm }) => total + toKm - fromKm, 0);
    return {
      planned: logged > 0 ? logged : length * shiftHours,
      executed: sum('executed'),
      isPlannedLogged: logged > 0,
      patrols: touching.length,
      foundNothing: touching.filter(({ finds }) => finds[0] === 'nothing').length,
      foundSomething: touching.filter(({ finds }) => finds.length > 0 && finds[0] !== 'nothing').length,
    };
  });
  const all = mergeRanges(positions.flatMap(({ ranges }) => [...ranges]));
  const elsewhere = executed.reduce(
    (total, entry) => total + (entry.toKm - entry.fromKm - overlapKm(all, entry)) * hoursOf(entry),
    0,
  );
  return { positions: done, elsewhere };
}

/** Crimes that executed patrols say they found, one for each kind and patrol. */
export function discoveredIn(entries: readonly PatrolEntry[]): number {
  const isCrime = (find: PatrolFind) => (PREDATORY_CRIMES as readonly string[]).includes(find);
  return entries.reduce((sum, { finds }) => sum + finds.filter(isCrime).length, 0);
}

function hoursOf({ startsAt, endsAt }: PatrolEntry): number {
  return hoursBetween(startsAt, endsAt);
}

function overlapKm(spans: readonly KmRange[], entry: PatrolEntry): number {
  return spans.reduce((total, { corridorId, fromKm, toKm }) => {
    if (corridorId !== entry.corridorId) return total;
    return total + Math.max(0, Math.min(toKm, entry.toKm) - Math.max(fromKm, entry.fromKm));
  }, 0);
}
