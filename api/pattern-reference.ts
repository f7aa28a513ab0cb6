import { chanceShares } from '../data/pattern-chance.ts';
import { readStates } from '../data/reference/topologies.ts';
import { referenceText } from '../data/reference-load.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import type { BorderLines } from '../domain/patterns/bands.ts';
import { landBordersOf } from '../domain/patterns/land-borders.ts';
import type { ChanceShares } from '../domain/patterns/rail-share.ts';

let borders: BorderLines | null = null;

/** Mexico's land borders; read once. */
export function landBorders(): BorderLines {
  borders ??= landBordersOf(JSON.parse(referenceText('countries.topo.json')));
  return borders;
}

const chanceOf = new WeakMap<RailNetwork, ChanceShares>();

/** Share of each state's area near the rail; worked out once for each network, which takes about a second. */
export function railChance(network: RailNetwork): ChanceShares {
  const known = chanceOf.get(network);
  if (known) return known;
  const made = chanceShares(readStates(referenceText('states.topo.json')), network);
  chanceOf.set(network, made);
  return made;
}
