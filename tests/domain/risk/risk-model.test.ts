import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCorridorPosts } from '../../../data/reference/tables.ts';
import { buildNetworkGraph } from '../../../domain/network/graph.ts';
import { createRailNetwork, railNetworkOf } from '../../../domain/network/rail.ts';
import { placeColumns, placeOfRow } from '../../../domain/risk/place-columns.ts';
import { answerRisk, createRiskModel, type RiskInput } from '../../../domain/risk/risk-model.ts';

const file = new URL('../../../data/reference/corridor-posts.csv', import.meta.url);
const network = createRailNetwork(readCorridorPosts(readFileSync(file, 'utf8')));
const graph = buildNetworkGraph(network);
const states = Array.from(graph.lixels.edge, () => '20');

const PLACES = 2500;
const column = (of: (i: number) => number) => Int32Array.from({ length: PLACES }, (_, i) => of(i));
const silences = { firstDay: 0, lastDay: 999, reportDays: 500, usualGapDays: 20, silences: [] };
const input: RiskInput = {
  incidents: {
    count: PLACES,
    place: column((i) => i),
    firstDay: column((i) => i % 900),
    lastDay: column((i) => i % 900),
    crimeMask: column(() => 4),
    perpetratorMask: column(() => 2),
    reports: column(() => 1),
    sources: column(() => 1),
  },
  places: placeColumns(
    Array.from({ length: PLACES }, (_, i) => {
      const [lon, lat] = graph.pointAt(graph.placeOf('chiapas-coast', 310 + (i % 100))!);
      return {
        lon,
        lat,
        radiusM: i % 2 === 0 ? 1000 : 15_000,
        precision: 'locality' as const,
        placeType: 'train' as const,
        stateCode: '20',
        corridorId: 'chiapas-coast',
        corridorKm: 310 + (i % 100),
        offsetM: 0,
      };
    }),
  ),
  sources: [{ whole: silences, states: new Map([['20', silences]]) }],
  question: { period: { from: 0, to: 999 }, halfLifeDays: null, level: 0.95, crimeMask: -1 },
  density: { rule: 'discontinuous', kernel: 'quartic', bandwidth: 20 },
};

it('tells how far it is, and stops where it is called off', () => {
  const told: [number, number][] = [];
  const model = createRiskModel(graph, states);
  expect(answerRisk(model, input, (done, total) => told.push([done, total]) > 0)).not.toBeNull();
  expect(told).toEqual([
    [0, 6],
    [1, 6],
    [2, 6],
    [3, 6],
  ]);
  let looks = 0;
  expect(answerRisk(model, input, () => ++looks < 3)).toBeNull();
  expect(looks).toBe(3);
});

it('is the same in a thread, which is sent copies and builds network and model itself', () => {
  const sent = structuredClone({ lines: network.lines, states, input });
  const there = answerRisk(
    createRiskModel(buildNetworkGraph(railNetworkOf(sent.lines)), sent.states),
    sent.input,
  );
  expect(there).toEqual(answerRisk(createRiskModel(graph, states), input));
  expect(there?.counted).toEqual({ pinned: 1250, spread: 1250, far: 0, vague: 0, mass: 2500 });
});

it('takes places in columns as they were, what is not known too', () => {
  const known = placeOfRow(input.places, 1);
  const vague = {
    ...known,
    lon: null,
    lat: null,
    radiusM: null,
    precision: null,
    placeType: 'urban' as const,
    stateCode: '',
    corridorId: null,
    corridorKm: null,
    offsetM: null,
  };
  const columns = placeColumns([known, vague, known]);
  expect([0, 1, 2].map((row) => placeOfRow(columns, row))).toEqual([known, vague, known]);
});
