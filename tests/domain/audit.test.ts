import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, AUDIT_AREAS, actionsOf } from '../../domain/audit/actions.ts';
import { ACTOR_KINDS, canonicalJson, contentOf, contentText } from '../../domain/audit/entry.ts';

describe('the words of the audit', () => {
  const catalogue = JSON.parse(
    readFileSync(new URL('../../domain/locales/es/audit.json', import.meta.url), 'utf8'),
  );

  it('have each their sentence, and no sentence is without its word', () => {
    expect(Object.keys(catalogue.action)).toEqual(AUDIT_ACTIONS);
    expect(Object.keys(catalogue.area)).toEqual(AUDIT_AREAS);
    expect(Object.keys(catalogue.actor)).toEqual([...ACTOR_KINDS]);
  });

  it('belong to one area each, and are such that the database takes them', () => {
    expect(AUDIT_AREAS.flatMap(actionsOf)).toEqual([...new Set(AUDIT_ACTIONS)]);
    expect(AUDIT_ACTIONS.filter((action) => !/^[a-z-]+$/.test(action))).toEqual([]);
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of the keys', () => {
    expect(canonicalJson({ b: 1, a: { d: null, c: ['x'] } })).toBe('{"a":{"c":["x"],"d":null},"b":1}');
  });

  it('says every value back', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (values) => {
        const finite = Object.fromEntries(
          Object.entries(values).filter(([, one]) => Math.abs(Number(one)) !== 1 / 0),
        );
        expect(JSON.parse(canonicalJson(finite))).toEqual(JSON.parse(JSON.stringify(finite)));
      }),
    );
  });
});

describe('the content of an entry', () => {
  const entry = { action: 'exported', actor: { kind: 'nobody', id: '', name: '' }, address: '' } as const;

  it('has a text of its own for each of its fields', () => {
    const texts = [
      contentText(contentOf({ ...entry, reason: 'x' }, '0')),
      contentText(contentOf({ ...entry, address: 'x' }, '0')),
      contentText(contentOf({ ...entry, subject: { kind: 'x', id: '' } }, '0')),
      contentText(contentOf({ ...entry, filters: { x: 1 } }, '0')),
      contentText(contentOf({ ...entry, details: { x: 1 } }, '0')),
      contentText(contentOf({ ...entry, rows: 1 }, '0')),
      contentText(contentOf(entry, '1')),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('takes no number that is none', () => {
    expect(() => contentOf({ ...entry, filters: { x: Number.NaN } }, '0')).toThrow('x is not a number');
  });
});
