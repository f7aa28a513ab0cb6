import { describe, expect, it } from 'vitest';
import { AnswerCache, type KnownAnswer } from '../../api/answer-cache.ts';

const answerOf = (text: string): KnownAnswer => ({ bytes: Buffer.from(text), type: 'text/plain' });

describe('answers that are known', () => {
  it('are made once for many who ask at once, and not again', async () => {
    const answers = new AnswerCache();
    let made = 0;
    const make = async () => {
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return answerOf('a');
    };
    const given = await Promise.all(Array.from({ length: 20 }, () => answers.get('key', make)));
    expect(new Set(given.map((one) => String(one?.bytes)))).toEqual(new Set(['a']));
    await answers.get('key', make);
    expect(made).toBe(1);
    expect(String((await answers.get('another', async () => answerOf('b')))?.bytes)).toBe('b');
  });

  it('an error is told to whoever caused it; others make their own, and nothing of it is kept', async () => {
    const answers = new AnswerCache();
    const failing = answers.get('key', async () => {
      throw new Error('no database');
    });
    const waiting = answers.get('key', async () => answerOf('never asked'));
    await expect(failing).rejects.toThrow('no database');
    expect(await waiting).toBeNull();
    expect(String((await answers.get('key', async () => answerOf('c')))?.bytes)).toBe('c');
  });

  it('one that is too large to keep is given all the same', async () => {
    const answers = new AnswerCache();
    const large = { bytes: Buffer.alloc(17 * 2 ** 20), type: 'text/plain' };
    expect((await answers.get('key', async () => large))?.bytes).toHaveLength(large.bytes.length);
    expect(await answers.get('key', async () => null)).toBeNull();
  });
});
