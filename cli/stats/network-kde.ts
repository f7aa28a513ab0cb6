import { networkDensity } from '../../domain/network/kernel-density.ts';
import { type NetworkEdges, type NetworkPlaces, SPLIT_RULES } from '../../domain/network/kernel-paths.ts';
import { KERNELS } from '../../domain/network/kernels.ts';
import { all, choiceOption, numberOption } from './options.ts';
import { done, failed, failedBy, type Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import { idColumn, lineOf, numberColumn, readTable, type Table, textColumn } from './table.ts';
import { given, type Options, type Verb } from './verb.ts';

export const networkKdeVerb: Verb = {
  name: 'network-kde',
  key: 'networkKde',
  flags: [
    '--segments <file>',
    '--incidents <file>',
    '--places <file>',
    '--lixel <length>',
    '--rule <name>',
    '--kernel <name>',
    '--bandwidth <length>',
  ],
  example:
    'vigia stats network-kde --segments tests/reference/network-kde/chicago_segments.csv --incidents tests/reference/network-kde/chicago_points.csv --lixel 50 --bandwidth 111.80339887498948',
  run: runNetworkKde,
};

function runNetworkKde(options: Options): Outcome<Result> {
  const segments = readSegments(given(options, 'segments'));
  if (!segments.ok) return segments;
  const network = segments.value;
  const read = all(
    readPlaces(given(options, 'incidents'), '--incidents', network),
    numberOption('--lixel', given(options, 'lixel'), 1, { min: Number.MIN_VALUE }),
    numberOption('--bandwidth', given(options, 'bandwidth'), 10),
    choiceOption('--rule', given(options, 'rule'), SPLIT_RULES),
    choiceOption('--kernel', given(options, 'kernel'), KERNELS),
  );
  if (!read.ok) return read;
  const [incidents, lixel, bandwidth, rule, kernel] = read.value;
  const file = given(options, 'places');
  const wanted =
    file === undefined ? done(lixelMiddles(network, lixel)) : readPlaces(file, '--places', network);
  if (!wanted.ok) return wanted;
  const places = wanted.value;
  const density = networkDensity(network.edges, incidents, places, { rule, kernel, bandwidth });
  if (density.status === 'refused') {
    return failedBy(density, network.file, { length: 'len', bandwidth: '--bandwidth' });
  }
  return done({
    columns: ['id', 'seg', 'tp', 'density'],
    rows: places.ids.map((id, i) => [id, network.ids[places.edge[i]!]!, places.share[i]!, density.value[i]!]),
    summary: { rule, kernel, bandwidth, incidents: incidents.edge.length },
  });
}

interface Network {
  file: string;
  edges: NetworkEdges;
  /** Segments by their names, as they stand in the file. */
  ids: string[];
  index: Map<string, number>;
}

type NamedPlaces = NetworkPlaces & { ids: string[]; share: Float64Array };

/** Segments from columns seg, from, to, len; vertices by any names. */
function readSegments(file: string | undefined): Outcome<Network> {
  const table = readTable(file, '--segments');
  if (!table.ok) return table;
  const read = all(
    idColumn(table.value, ['seg', 'id']),
    textColumn(table.value, ['from']),
    textColumn(table.value, ['to']),
    numberColumn(table.value, ['len', 'length']),
  );
  if (!read.ok) return read;
  const [ids, from, to, length] = read.value;
  const vertices = new Map<string, number>();
  const vertex = (name: string): number => {
    if (!vertices.has(name)) vertices.set(name, vertices.size);
    return vertices.get(name)!;
  };
  const edges = {
    from: Int32Array.from(from.values, vertex),
    to: Int32Array.from(to.values, vertex),
    length: length.values,
  };
  return done({
    file: table.value.file,
    edges: { vertexCount: vertices.size, ...edges },
    ids,
    index: new Map(ids.map((id, i) => [id, i])),
  });
}

/** Places from columns seg and tp, the share of the segment's length at which they lie. */
function readPlaces(file: string | undefined, option: string, network: Network): Outcome<NamedPlaces> {
  const table = readTable(file, option);
  if (!table.ok) return table;
  const read = all(
    idColumn(table.value, ['id']),
    textColumn(table.value, ['seg']),
    numberColumn(table.value, ['tp']),
  );
  if (!read.ok) return read;
  const [ids, segments, shares] = read.value;
  const edge = new Int32Array(ids.length);
  const at = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const found = network.index.get(segments.values[i]!);
    if (found === undefined) return outside(table.value, i, 'seg', segments.values[i]!);
    const share = shares.values[i]!;
    if (share < 0 || share > 1) return outside(table.value, i, 'tp', share);
    edge[i] = found;
    at[i] = share * network.edges.length[found]!;
  }
  return done({ ids, edge, at, share: shares.values });
}

function outside({ file }: Table, i: number, column: string, value: string | number) {
  return failed({ reason: 'not-on-network', file, row: lineOf(i), column, value });
}

/** Mid-points of lixels: each segment is cut into as many equal pieces as keep them no longer than asked. */
function lixelMiddles({ edges }: Network, length: number): NamedPlaces {
  const edge: number[] = [];
  const share: number[] = [];
  for (let e = 0; e < edges.length.length; e++) {
    const pieces = Math.max(1, Math.ceil(edges.length[e]! / length));
    for (let k = 0; k < pieces; k++) {
      edge.push(e);
      share.push((k + 0.5) / pieces);
    }
  }
  return {
    ids: edge.map((_, i) => String(i + 1)),
    edge: Int32Array.from(edge),
    at: Float64Array.from(edge, (e, i) => share[i]! * edges.length[e]!),
    share: Float64Array.from(share),
  };
}
