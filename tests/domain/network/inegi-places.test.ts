import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readCorridorPosts } from '../../../data/reference/tables.ts';
import { distanceM } from '../../../domain/geocoding/sphere.ts';
import { createRailNetwork } from '../../../domain/network/rail.ts';

const file = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');

interface Place {
  corridor_id: string;
  place: string;
  lon: string;
  lat: string;
}

const posts = readCorridorPosts(file('data/reference/corridor-posts.csv'));
const network = createRailNetwork(posts);
/** See tests/fixtures/README.md: INEGI's coordinates; the posts give the corridor and the km, not the place. */
const places = parse(file('tests/fixtures/inegi-places.csv'), { columns: true }) as Place[];

const referenced = places.map(({ corridor_id: corridorId, place, lon, lat }) => {
  const at = { lon: Number(lon), lat: Number(lat) };
  const found = network.locate(at.lon, at.lat, 25_000);
  // A town may lie beside several posts.
  const named = posts.filter((post) => post.corridorId === corridorId && post.place === place);
  const kmAway = Math.min(...named.map(({ km }) => Math.abs(km - (found?.km ?? Number.NaN))));
  const back = found && network.pointAt(found.corridorId, found.km);
  const backM = back ? distanceM(at, { lon: back[0], lat: back[1] }) : Number.NaN;
  return { corridorId, place, found, kmAway, backM };
});

describe('sixty places along the corridors, at the coordinates of INEGI', () => {
  it('lie on the right corridor, within 3 km of the track and of the post that names them, 57 or more', () => {
    const wrong = referenced.filter(({ corridorId, found }) => found?.corridorId !== corridorId);
    const far = referenced.filter(({ found }) => !found || found.offsetM > 3000);
    const along = referenced.filter(({ kmAway }) => !(kmAway <= 3));
    const good = referenced.filter((one) => ![...wrong, ...far, ...along].includes(one));
    const offsets = referenced.map(({ found }) => found?.offsetM ?? Infinity).sort((a, b) => a - b);
    const told = ({ place, found, kmAway }: (typeof referenced)[number]) =>
      `${place}: ${found?.corridorId}, ${Math.round(found?.offsetM ?? Infinity)} m off, ${kmAway.toFixed(1)} km along`;
    process.stdout.write(
      `${good.length} of ${referenced.length} on the right corridor and within 3 km both ways; ` +
        `median ${Math.round(offsets[30]!)} m from the track. Others: ` +
        `${referenced
          .filter((one) => !good.includes(one))
          .map(told)
          .join('; ')}\n`,
    );
    expect(referenced).toHaveLength(60);
    expect(wrong).toEqual([]);
    expect(good.length).toBeGreaterThanOrEqual(57);
  });

  it('come back from corridor and km to the point on the track that is as far as was said', () => {
    for (const { found, backM } of referenced) expect(Math.abs(backM - found!.offsetM)).toBeLessThan(20);
  });
});
