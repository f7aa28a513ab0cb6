import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect, type SecureVersion } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyServer } from '../databases.ts';
import { printed, startVigia, vigia } from './process.ts';

const NAME = 'vigia.example.org';

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

describe('with an own certificate', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-tls-'));
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  let env: Record<string, string>;
  let remove: () => Promise<void>;
  let child: ReturnType<typeof startVigia>;
  let port: number;
  let link: string;

  /** A request over TLS to our name, trusting our certificate alone. */
  const ask = (method: string, at: string, body?: unknown, headers: Record<string, string> = {}) =>
    new Promise<Reply>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path: at,
          method,
          servername: NAME,
          ca: readFileSync(certFile),
          headers: {
            host: `${NAME}:${port}`,
            origin: `https://${NAME}:${port}`,
            'content-type': 'application/json',
            ...headers,
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });

  beforeAll(async () => {
    // PostgreSQL's packages, which these tests need anyhow, bring openssl along.
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${NAME}`,
        '-addext',
        `subjectAltName=DNS:${NAME}`,
        '-keyout',
        keyFile,
        '-out',
        certFile,
      ],
      { stdio: 'ignore' },
    );
    port = await freePort();
    const made = await copyServer();
    remove = made.remove;
    env = {
      VIGIA_DATA_DIR: folder,
      VIGIA_DATABASE_URL: made.place.databaseUrl ?? '',
      VIGIA_SAMPLE: 'off',
      VIGIA_HOST: '0.0.0.0',
      VIGIA_PORT: String(port),
      VIGIA_PUBLIC_URL: `https://${NAME}:${port}`,
      VIGIA_TLS_CERT_FILE: certFile,
      VIGIA_TLS_KEY_FILE: keyFile,
    };
    child = startVigia(['serve'], env);
    [link] = await printed(child, /https:\/\/\S+\/entrar#\S+/);
  });
  afterAll(async () => {
    if (child && child.exitCode === null) {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('close', resolve));
    }
    await remove?.();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is spoken to over TLS 1.2 or newer, by a client that trusts that certificate, and tells it to stay so', async () => {
    const reply = await ask('GET', '/api/health');
    expect([reply.status, JSON.parse(reply.body).status]).toEqual([200, 'ok']);
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
    const protocol = (maxVersion: SecureVersion) =>
      new Promise((resolve) => {
        const socket = connect({
          host: '127.0.0.1',
          port,
          servername: NAME,
          ca: readFileSync(certFile),
          minVersion: 'TLSv1',
          maxVersion,
          ciphers: 'DEFAULT@SECLEVEL=0',
        });
        socket.once('secureConnect', () => resolve(socket.getProtocol()));
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
        socket.once('secureConnect', () => socket.destroy());
      });
    expect(await protocol('TLSv1.3')).toBe('TLSv1.3');
    expect(await protocol('TLSv1.2')).toBe('TLSv1.2');
    expect(await protocol('TLSv1.1')).toMatch(/ERR_SSL/);
    await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow();
    await expect(fetch(`https://127.0.0.1:${port}/api/health`)).rejects.toThrow();
  });

  it('signs in with the printed link, by a cookie that travels encrypted only', async () => {
    expect(link).toContain(`https://${NAME}:${port}/entrar#`);
    const entered = await ask('POST', '/api/session/link', { token: link.split('#')[1] });
    expect(entered.status).toBe(200);
    const [cookie] = entered.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^__Host-vigia=[\w-]{43};/);
    expect(cookie).toMatch(/; Path=\/;.*HttpOnly; Secure; SameSite=Strict/);
    expect(cookie).not.toContain('Domain');
    const me = await ask('GET', '/api/me', undefined, { cookie: cookie?.split(';')[0] ?? '' });
    expect([me.status, JSON.parse(me.body).name]).toEqual([200, 'local']);
  });

  it('answers to its own name and to no other', async () => {
    const other = await ask('GET', '/api/health', undefined, { host: 'evil.example' });
    expect([other.status, JSON.parse(other.body).error.code]).toEqual([421, 'wrong_host']);
  });

  it('a certificate that is none, or a key of another, ends the start with a reason', async () => {
    const wrong = await vigia(['serve'], { ...env, VIGIA_PORT: '0', VIGIA_TLS_CERT_FILE: keyFile });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(keyFile)]);
  });
});

/** Nobody listens there now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
