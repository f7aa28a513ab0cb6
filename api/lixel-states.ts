import { randomUUID } from 'node:crypto';
import type { Queryable } from '../data/database.ts';
import { readLixelStates } from '../data/risk.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';

interface LixelStates {
  /** Tells this network from every other that a thread may have kept. */
  version: string;
  /** INEGI code of the state of every lixel. */
  states: string[];
}

const statesOf = new WeakMap<NetworkGraph, Promise<LixelStates>>();

/** The state of every lixel, asked of the database once for a network. */
export function lixelStates(graph: NetworkGraph, db: Queryable): Promise<LixelStates> {
  const known = statesOf.get(graph);
  if (known) return known;
  const made = readLixelStates(db, graph).then((states) => ({ version: randomUUID(), states }));
  statesOf.set(graph, made);
  made.catch(() => statesOf.delete(graph));
  return made;
}
