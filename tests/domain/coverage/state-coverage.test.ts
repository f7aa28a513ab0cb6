import { describe, expect, it } from 'vitest';
import { openSilence, reportingOf } from '../../../domain/coverage/silence.ts';
import { type SourceReporting, stateCoverage } from '../../../domain/coverage/state-coverage.ts';

const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);

/** A source by the days on which it reports from each state. */
function source(byState: Record<string, number[]>): SourceReporting {
  const days = [...new Set(Object.values(byState).flat())].sort((a, b) => a - b);
  return {
    whole: reportingOf(days),
    states: new Map(Object.entries(byState).map(([code, own]) => [code, reportingOf(own)])),
  };
}

const steady = every(5, 0, 1000);
const period = { from: 0, to: 1000 };

describe('silence of a source', () => {
  it('is stored whole, from the day after the last report to the day before the next', () => {
    const { silences, usualGapDays } = reportingOf([...every(5, 0, 300), ...every(5, 500, 800)]);
    expect(usualGapDays).toBeLessThan(30);
    expect(silences).toEqual([{ from: 301, to: 499 }]);
  });

  it('is open once the days since the last report exceed the usual gap, not before', () => {
    const reporting = reportingOf(steady);
    const last = reporting.lastDay + Math.floor(reporting.usualGapDays!);
    expect(openSilence(reporting, last)).toBeNull();
    expect(openSilence(reporting, last + 1)).toEqual({ from: 1001, to: last + 1 });
  });
});

describe('a state', () => {
  it('that no source ever reported from has no data on any day', () => {
    const coverage = stateCoverage('03', [source({ '07': steady })], period);
    expect(coverage).toMatchObject({ status: 'never', sources: 0, noData: [period], isWithoutData: true });
  });

  it('that is told of as usual has data on all days', () => {
    const coverage = stateCoverage('07', [source({ '07': steady })], period);
    expect(coverage).toMatchObject({ status: 'covered', noData: [], isWithoutData: false });
  });

  it('stopped reporting when its only source, which goes on elsewhere, fell silent there', () => {
    const coverage = stateCoverage('07', [source({ '07': every(5, 0, 700), '20': steady })], period);
    expect(coverage).toMatchObject({
      status: 'stopped',
      noData: [{ from: 701, to: 1000 }],
      isWithoutData: true,
    });
  });

  it('has data as long as one of its usual sources still reports', () => {
    const silent = source({ '07': every(5, 0, 700), '20': steady });
    const coverage = stateCoverage('07', [silent, source({ '07': steady })], period);
    expect(coverage).toMatchObject({ status: 'covered', noData: [], usualSources: 2 });
  });

  it('is not saved by a source that tells of it now and then', () => {
    const silent = source({ '07': every(5, 0, 700), '20': steady });
    const seldom = source({ '07': [100, 900], '20': steady });
    const coverage = stateCoverage('07', [silent, seldom], period);
    expect(coverage).toMatchObject({ status: 'stopped', sources: 2, usualSources: 1 });
  });

  it('told of too seldom to judge is sparse, and has no data only when its sources are silent as a whole', () => {
    const seldom = { '07': [100, 500], '20': every(5, 0, 600) };
    expect(stateCoverage('07', [source({ ...seldom, '20': steady })], period)).toMatchObject({
      status: 'sparse',
      noData: [],
    });
    expect(stateCoverage('07', [source(seldom)], period)).toMatchObject({
      status: 'stopped',
      noData: [{ from: 601, to: 1000 }],
    });
  });

  it('told of too seldom, and not once in the period, has no data there', () => {
    const coverage = stateCoverage('07', [source({ '07': [100, 200], '20': steady })], {
      from: 300,
      to: 1000,
    });
    expect(coverage).toMatchObject({
      status: 'sparse',
      noData: [{ from: 300, to: 1000 }],
      isWithoutData: true,
    });
  });

  it('has no data before its first source began, be it that it came late', () => {
    const late = source({ '07': every(5, 400, 1000), '20': steady });
    expect(stateCoverage('07', [late], period).noData).toEqual([{ from: 0, to: 399 }]);
    expect(stateCoverage('20', [late], { from: -50, to: 1000 }).noData).toEqual([{ from: -50, to: -1 }]);
  });

  it('is judged as of the end of the period: what came later is not known yet', () => {
    const resumed = source({ '07': [...every(5, 0, 400), ...every(5, 700, 1000)], '20': steady });
    expect(stateCoverage('07', [resumed], { from: 0, to: 600 })).toMatchObject({ status: 'stopped' });
    expect(stateCoverage('07', [resumed], period)).toMatchObject({
      status: 'covered',
      noData: [{ from: 401, to: 699 }],
      isWithoutData: false,
    });
    expect(stateCoverage('07', [resumed], { from: 350, to: 800 }).isWithoutData).toBe(true);
    expect(stateCoverage('07', [source({ '07': every(5, 700, 1000) })], { from: 0, to: 600 }).status).toBe(
      'never',
    );
  });
});
