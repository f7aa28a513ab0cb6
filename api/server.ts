import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';

export interface RunningServer {
  /** As `http://127.0.0.1:8080/`. */
  url: string;
  /** Ends open requests (at most some seconds), then the server. */
  stop(): Promise<void>;
}

export type ListenResult =
  | { ok: true; server: RunningServer }
  | { ok: false; reason: 'port-in-use' | 'cannot-listen' | 'wrong-certificate'; message: string };

const STOP_WITHIN_MS = 5000;

/** What a connection may take: slow or silent ones make room for others. */
export interface ConnectionLimits {
  /** Until the head of a request is there, from the connection's first byte or its opening. */
  headersMs: number;
  /** Until all of a request is there: a file of a gigabyte over a slow line. */
  requestMs: number;
  /** Without a byte in either direction; a stream of events beats more often. */
  idleMs: number;
  /** Between two requests. */
  keepAliveMs: number;
  /** How often slow heads are looked for. */
  lookEveryMs: number;
}

const CONNECTION_LIMITS: ConnectionLimits = {
  headersMs: 15_000,
  requestMs: 60 * 60_000,
  idleMs: 120_000,
  keepAliveMs: 15_000,
  lookEveryMs: 5_000,
};

/** Beyond these new ones are closed at once; files and the database need descriptors too. */
const MOST_CONNECTIONS = 20_000;
const DESCRIPTORS_KEPT = 500;

/**
 * Listens on a host and port; port 0 takes a free one.
 *
 * @param limits times of a connection; a test has shorter ones.
 * @param tls PEM files of an own certificate and its key; null: plain HTTP.
 */
export async function listen(
  app: Express,
  host: string,
  port: number,
  tls: { certFile: string; keyFile: string } | null = null,
  limits: ConnectionLimits = CONNECTION_LIMITS,
): Promise<ListenResult> {
  const times = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.lookEveryMs,
  };
  let server: Server;
  try {
    server = tls
      ? createTlsServer(
          {
            cert: readFileSync(tls.certFile),
            key: readFileSync(tls.keyFile),
            minVersion: 'TLSv1.2',
            ...times,
          },
          app,
        )
      : createServer(times, app);
  } catch (error) {
    return { ok: false, reason: 'wrong-certificate', message: (error as Error).message };
  }
  server.timeout = limits.idleMs;
  server.maxConnections = mostConnections();
  server.on('clientError', refuseMalformed);
  const scheme = tls ? 'https' : 'http';
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'port-in-use' : 'cannot-listen';
      resolve({ ok: false, reason, message: error.message });
    });
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({
        ok: true,
        server: { url: `${scheme}://${name}:${address.port}/`, stop: () => stop(server) },
      });
    });
  });
}

/** As many as the system lets this process have open (`ulimit -n`), less what files and database need. */
function mostConnections(): number {
  let allowed = Number.POSITIVE_INFINITY;
  try {
    const [, most] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    if (most) allowed = Number(most);
  } catch {
    // No Linux: the system refuses by itself.
  }
  return Math.max(DESCRIPTORS_KEPT, Math.min(MOST_CONNECTIONS, allowed - DESCRIPTORS_KEPT));
}

const REFUSALS: Record<string, readonly [string, string, string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'headers_too_large',
    'the headers are too long',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'too_slow', 'the request did not arrive in time'],
};

/** What is no HTTP never reaches the routes: it is refused in their one shape, and the connection is closed. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, message] = REFUSALS[error.code ?? ''] ?? [
    '400 Bad Request',
    'bad_request',
    'the request is malformed',
  ];
  const body = JSON.stringify({ error: { code, message } });
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncache-control: no-store`;
  socket.end(`${head}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
