import { describe, expect, it } from 'vitest';
import { evaluate, type OpenAlert } from '../../../domain/alerts/evaluate.ts';
import { belatedAlerts, revisions } from '../../../domain/alerts/look-back.ts';
import { previewRule } from '../../../domain/alerts/preview.ts';
import { dayNumber, isoDayOf } from '../../../domain/days.ts';
import { randomStream } from '../../../domain/random.ts';
import { exceedanceP } from '../../../domain/statistics/exceedance.ts';
import { evaluationOf, RULE, type Told, withRule } from './world.ts';

const three: Told[] = [{ day: '2018-03-01' }, { day: '2018-03-02' }, { day: '2018-03-03' }];
const openAlert = (more: Partial<OpenAlert> = {}): OpenAlert => ({
  alertId: 9,
  ruleId: 'r',
  placeKey: 'state:07',
  state: 'firing',
  sinceMs: 0,
  clearSinceMs: null,
  cells: [],
  stateCodes: ['07'],
  ...more,
});

describe('a rule that counts', () => {
  it('fires with its facts when the count is reached in the window', () => {
    const [decision, ...more] = evaluate(evaluationOf(three, '2018-03-03'));
    expect(more).toEqual([]);
    expect(decision).toMatchObject({ reason: 'fires', placeKey: 'state:07', next: { state: 'firing' } });
    expect(decision.facts).toMatchObject({
      observed: 3,
      from: '2018-02-25',
      to: '2018-03-03',
      sources: 1,
      isConfirmed: false,
      crimes: [{ crime: 'robbery', count: 3 }],
      place: { stateCodes: ['07'], unit: { kind: 'state' } },
      // 53 weeks before are zeros; the expectation is theirs.
      expected: { value: 0 },
    });
  });

  it('says nothing a day before, and nothing when the window has passed', () => {
    expect(evaluate(evaluationOf(three, '2018-03-02'))).toEqual([]);
    expect(evaluate(evaluationOf(three, '2018-03-09'))).toEqual([]);
  });

  it('is confirmed by two sources, and waits for them where the rule asks for two', () => {
    const two = [...three.slice(0, 2), { day: '2018-03-03', sources: ['b'] }];
    expect(evaluate(evaluationOf(two, '2018-03-03'))[0].facts).toMatchObject({
      sources: 2,
      isConfirmed: true,
    });
    const asks = withRule({ minimum: { sources: 2, radiusM: 25_000 } });
    expect(evaluate(evaluationOf(three, '2018-03-03', asks))[0].reason).toBe('too-few-sources');
    expect(evaluate(evaluationOf(two, '2018-03-03', asks))[0].reason).toBe('fires');
  });

  it('does not count crimes or perpetrators that it does not ask for, nor dates wider than its window', () => {
    const asks = withRule({ crimes: ['kidnapping'] });
    expect(evaluate(evaluationOf(three, '2018-03-03', asks))).toEqual([]);
    const wide: Told[] = [...three.slice(0, 2), { day: ['2018-03-03', '2018-03-20'] }];
    expect(evaluate(evaluationOf(wide, '2018-03-03'))).toEqual([]);
  });

  it('an accused public servant counts as unknown for all but rules with oversight', () => {
    const officials = three.map((one): Told => ({ ...one, perpetrators: ['official'] }));
    expect(
      evaluate(evaluationOf(officials, '2018-03-03', withRule({ perpetrators: ['unknown'] }))),
    ).toHaveLength(1);
    expect(
      evaluate(evaluationOf(officials, '2018-03-03', withRule({ perpetrators: ['official'] }))),
    ).toHaveLength(1);
    expect(evaluate(evaluationOf(three, '2018-03-03', withRule({ perpetrators: ['official'] })))).toEqual([]);
  });

  it('keeps an alert whose state fell silent, and resolves it where it is only quiet', () => {
    const later = evaluationOf(three, '2018-04-20', { open: [openAlert()] });
    expect(evaluate(later)[0]).toMatchObject({ reason: 'cleared', next: { state: 'resolved' } });
    const silence = { '07': [{ from: dayNumber('2018-03-05'), to: dayNumber('2018-04-20') }] };
    expect(evaluate({ ...later, silence })[0]).toMatchObject({
      reason: 'no-data-is-no-peace',
      next: { state: 'firing' },
    });
  });

  it('decides the same from the same, and the decision alone can be taken again', () => {
    const input = evaluationOf(three, '2018-03-03', { open: [openAlert({ placeKey: 'state:20' })] });
    expect(evaluate(input)).toEqual(evaluate(structuredClone(input)));
  });

  it('a rule that ended resolves what it fired', () => {
    const input = evaluationOf(three, '2018-03-03', { open: [openAlert()] });
    const ended = { ...input, rules: [{ ...input.rules[0], end: 'rule-expired' as const }] };
    expect(evaluate(ended)).toMatchObject([{ reason: 'rule-expired', next: { state: 'resolved' } }]);
  });
});

describe('rules by stretch', () => {
  const onTrack: Told[] = [0, 1, 2, 3].map((i) => ({
    day: '2018-03-01',
    state: '20',
    stretch: 1,
    lon: -94.5 + i / 100,
    lat: 16.4,
  }));
  const rate = { kind: 'rate' as const, above: 3.9, clearBelow: 2, atLeast: 3, windowDays: 7 };

  it('a rate counts per 100 km of track, and fires above, not at', () => {
    const asks = { place: { kind: 'country' as const }, split: 'stretch' as const };
    const found = evaluate(evaluationOf(onTrack, '2018-03-03', withRule({ ...asks, condition: rate })));
    expect(found).toHaveLength(1);
    expect(found[0].facts).toMatchObject({
      per100Km: 4,
      place: { stretch: { fromStation: 'Arriaga', toStation: 'Ixtepec' }, stateCodes: ['20', '07'] },
    });
    expect(
      evaluate(evaluationOf(onTrack, '2018-03-03', withRule({ ...asks, condition: { ...rate, above: 4 } }))),
    ).toEqual([]);
  });

  it('a place known too vaguely is on no stretch of the rule', () => {
    const vague = onTrack.map((one) => ({ ...one, radiusM: 30_000 }));
    const asks = withRule({ place: { kind: 'country' }, split: 'stretch', condition: rate });
    expect(evaluate(evaluationOf(vague, '2018-03-03', asks))).toEqual([]);
  });
});

describe('exceedance', () => {
  const weekly = (asOf: string, perWeek: number, last: number): Told[] => {
    const end = dayNumber(asOf);
    const told: Told[] = Array.from({ length: last }, () => ({ day: asOf }));
    for (let week = 1; week <= 52; week++) {
      for (let i = 0; i < perWeek; i++) told.push({ day: isoDayOf(end - 7 * week) });
    }
    return told;
  };
  const asks = withRule({
    condition: { kind: 'exceedance', maxP: 0.001, clearAboveP: 0.05, atLeast: 3, windowDays: 7 },
  });

  it('has the p of the statistic, fires where it is small, and not on one case more than usual', () => {
    const found = evaluate(evaluationOf(weekly('2018-03-03', 1, 9), '2018-03-03', asks));
    expect(found[0].facts?.p).toBeCloseTo(exceedanceP(9, 52, 52, null), 12);
    expect(found[0].facts?.expected).toMatchObject({ value: 1 });
    expect(evaluate(evaluationOf(weekly('2018-03-03', 1, 2), '2018-03-03', asks))).toEqual([]);
  });

  it('weeks without data are no zeros in the baseline', () => {
    const told = weekly('2018-03-03', 1, 6).filter(
      ({ day }) => String(day) > '2017-09-01' || String(day) < '2017-06-01',
    );
    const silence = { '07': [{ from: dayNumber('2017-06-01'), to: dayNumber('2017-09-01') }] };
    const usual = { kind: 'count' as const, atLeast: 3, clearBelow: 2, windowDays: 7 };
    const counted = evaluationOf(told, '2018-03-03', withRule({ condition: usual }));
    expect(evaluate(counted)[0].facts?.expected?.value).toBeCloseTo(39 / 52, 1);
    expect(evaluate({ ...counted, silence })[0].facts?.expected?.value).toBeCloseTo(1, 1);
  });
});

describe('the past', () => {
  it('a late report revises the window on which an alert fired', () => {
    const fired = {
      alertId: 9,
      ruleId: 'r',
      ruleVersion: 1,
      definition: RULE,
      placeKey: 'state:07',
      fromDay: dayNumber('2018-02-25'),
      toDay: dayNumber('2018-03-03'),
      observed: 3,
    };
    const later = evaluationOf([...three, { day: '2018-03-02' }], '2018-04-20');
    expect(revisions(later, [fired])).toEqual([{ alertId: 9, before: 3, after: 4, stillMeets: true }]);
    const fewer = evaluationOf(three.slice(1), '2018-04-20');
    expect(revisions(fewer, [fired])).toEqual([{ alertId: 9, before: 3, after: 2, stillMeets: false }]);
    expect(revisions(evaluationOf(three, '2018-04-20'), [fired])).toEqual([]);
  });

  it('a window that late reports pushed over the threshold is told of once, belatedly', () => {
    const later = evaluationOf(three, '2018-03-20');
    const told: string[] = [];
    const belated = belatedAlerts(later, [1], (_rule, place, day) => {
      told.push(`${place} ${day}`);
      return false;
    });
    expect(belated).toHaveLength(1);
    expect(belated[0].facts).toMatchObject({ observed: 3, to: '2018-03-03' });
    expect(belatedAlerts(later, [1], () => true)).toEqual([]);
    expect(belatedAlerts(evaluationOf(three, '2018-06-20'), [1], () => false)).toEqual([]);
  });

  it('a preview gives what living through the days would have given', () => {
    const stream = randomStream(7);
    const random = () => stream.uniform();
    const told: Told[] = Array.from({ length: 300 }, () => ({
      day: isoDayOf(dayNumber('2017-01-01') + Math.floor(random() * 420)),
      state: random() < 0.5 ? '07' : '20',
    }));
    const asOf = '2018-02-20';
    const definition = { split: 'state' as const, place: { kind: 'country' as const }, clearHours: 48 };
    const condition = { kind: 'count' as const, atLeast: 5, clearBelow: 3, windowDays: 7 };
    const input = evaluationOf(told, asOf, withRule({ ...definition, condition }));
    const preview = previewRule({ ...input, firstDataDay: dayNumber('2017-01-01') }, input.rules[0]);
    const lived: { placeKey: string; day: number }[] = [];
    let open: OpenAlert[] = [];
    for (let day = dayNumber('2017-01-01'); day <= input.asOfDay; day++) {
      const decisions = evaluate({
        ...input,
        firstDataDay: dayNumber('2017-01-01'),
        asOfDay: day,
        nowMs: day * 86_400_000,
        open,
      });
      const next: OpenAlert[] = [];
      for (const decision of decisions) {
        if (decision.next?.state !== 'firing') continue;
        if (decision.before === null) lived.push({ placeKey: decision.placeKey, day });
        next.push(openAlert({ ...decision.next, placeKey: decision.placeKey }));
      }
      open = next;
    }
    expect(lived.length).toBeGreaterThan(5);
    expect(preview?.alerts.map(({ placeKey, firedDay }) => ({ placeKey, day: firedDay }))).toEqual(lived);
    expect(preview?.perMonth).toBeCloseTo(lived.length / (416 / 30.4375), 1);
  });
});
