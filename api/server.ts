import { createServer, type Server } from 'node:http';
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
  | { ok: false; reason: 'port-in-use' | 'cannot-listen'; message: string };

const STOP_WITHIN_MS = 5000;

/** Listens on a host and port; port 0 takes a free one. */
export function listen(app: Express, host: string, port: number): Promise<ListenResult> {
  const server = createServer(app);
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'port-in-use' : 'cannot-listen';
      resolve({ ok: false, reason, message: error.message });
    });
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({ ok: true, server: { url: `http://${name}:${address.port}/`, stop: () => stop(server) } });
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
