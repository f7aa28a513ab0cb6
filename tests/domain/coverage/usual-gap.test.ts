import { describe, expect, it } from 'vitest';
import { MIN_REPORT_DAYS, usualGapDays } from '../../../domain/coverage/usual-gap.ts';
import { type RandomStream, randomStream } from '../../../domain/random.ts';

/** Days with reports of a source that reports on each day with the same chance. */
function steadyDays(random: RandomStream, chance: number, n: number): number[] {
  const days: number[] = [];
  for (let day = 0; days.length < n; day++) if (random.uniform() < chance) days.push(day);
  return days;
}

/** Weeks of daily reports with weeks of rest between them. */
function burstyDays(random: RandomStream, n: number): number[] {
  const days: number[] = [];
  for (let day = 0; days.length < n; day++) {
    days.push(day);
    if (random.uniform() < 0.15) day += 1 + Math.floor(-30 * Math.log(1 - random.uniform()));
  }
  return days;
}

/** How often the gap that follows is longer than the one that was called usual. */
function shareBeyond(draw: (random: RandomStream, n: number) => number[], n: number): number {
  const trials = 1000;
  let beyond = 0;
  for (let trial = 0; trial < trials; trial++) {
    const days = draw(randomStream(4, trial), n + 1);
    const next = days.pop()!;
    if (next - days.at(-1)! > usualGapDays(days)!) beyond++;
  }
  return beyond / trials;
}

describe('the usual gap', () => {
  it('is what 99 of 100 gaps of a steady source stay below, with few reports and with many', () => {
    for (const n of [MIN_REPORT_DAYS, 30, 200]) {
      const beyond = shareBeyond((random, count) => steadyDays(random, 0.05, count), n);
      expect(beyond).toBeGreaterThan(0.002);
      expect(beyond).toBeLessThan(0.018);
    }
  });

  it('is longer for a source that reports in bursts than a steady one of the same mean would have', () => {
    expect(shareBeyond(burstyDays, 100)).toBeLessThan(0.04);
    const days = burstyDays(randomStream(1), 200);
    const mean = (days.at(-1)! - days[0]!) / (days.length - 1);
    expect(usualGapDays(days)).toBeGreaterThan(1.3 * mean * Math.log(100));
  });

  it('is the Gamma-Poisson one where gaps are even: T (0.01^(-1/(n + 1/2)) - 1)', () => {
    const days = Array.from({ length: 31 }, (_, i) => 10 * i);
    expect(usualGapDays(days)).toBeCloseTo(300 * (0.01 ** (-1 / 30.5) - 1), 6);
  });

  it('is not judged under 10 days with reports', () => {
    const days = Array.from({ length: MIN_REPORT_DAYS }, (_, i) => 7 * i);
    expect(usualGapDays(days)).toBeGreaterThan(7);
    expect(usualGapDays(days.slice(1))).toBeNull();
  });

  it('is hardly moved by one long silence', () => {
    const days = Array.from({ length: 60 }, (_, i) => 6 * i + (i % 3));
    const after = days.map((day, i) => (i < 30 ? day : day + 400));
    expect(usualGapDays(after)! / usualGapDays(days)!).toBeLessThan(1.05);
  });

  it('is finite for a source that reports daily', () => {
    const usual = usualGapDays(Array.from({ length: 400 }, (_, i) => i))!;
    expect(usual).toBeGreaterThan(1);
    expect(usual).toBeLessThan(7);
  });
});
