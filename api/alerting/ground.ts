import type { Ground, GroundStretch } from '../../domain/alerts/ground.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import { lixelMiddles } from '../../domain/risk/graph-network.ts';
import type { ApiContext } from '../context.ts';
import { lixelStates } from '../lixel-states.ts';

const grounds = new WeakMap<NetworkGraph, Promise<Ground>>();

/** The network as alerts see it; made once for a network. */
export function alertGround(context: Pick<ApiContext, 'graph' | 'corridors' | 'database'>): Promise<Ground> {
  const { graph } = context;
  const known = grounds.get(graph);
  if (known) return known;
  const made = makeGround(context);
  grounds.set(graph, made);
  made.catch(() => grounds.delete(graph));
  return made;
}

async function makeGround({
  graph,
  corridors,
  database,
}: Pick<ApiContext, 'graph' | 'corridors' | 'database'>): Promise<Ground> {
  const { states } = await lixelStates(graph, database.pool);
  const { lixels, edges } = graph;
  const nameOf = new Map(corridors.map(({ id, name }) => [id, name]));
  const stretches = graph.stretches.map((stretch): GroundStretch => {
    const { id, corridorId, fromStation, toStation, fromKm, toKm, lengthKm } = stretch;
    const corridorName = nameOf.get(corridorId) ?? corridorId;
    const stateCodes = mostFirst(states.slice(stretch.firstLixel, stretch.endLixel));
    return { id, corridorId, corridorName, fromStation, toStation, fromKm, toKm, lengthKm, stateCodes };
  });
  return {
    stretches,
    lixels: {
      count: lixels.count,
      ...lixelMiddles(graph),
      lengthKm: lixels.fromKm.map((fromKm, lixel) => lixels.toKm[lixel] - fromKm),
      stretch: Int32Array.from(lixels.edge, (edge) => edges.stretch[edge]),
      state: states,
    },
  };
}

function mostFirst(codes: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([code]) => code);
}
