import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
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

/**
 * Listens on a host and port; port 0 takes a free one.
 *
 * @param tls PEM files of an own certificate and its key; null: plain HTTP.
 */
export async function listen(
  app: Express,
  host: string,
  port: number,
  tls: { certFile: string; keyFile: string } | null = null,
): Promise<ListenResult> {
  let server: Server;
  try {
    server = tls
      ? createTlsServer(
          { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile), minVersion: 'TLSv1.2' },
          app,
        )
      : createServer(app);
  } catch (error) {
    return { ok: false, reason: 'wrong-certificate', message: (error as Error).message };
  }
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
