import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { Simulator } from './server';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface AskOptions {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Sends one HTTPS request to a simulated host, without a browser and without following redirects.
 * It verifies the certificate.
 */
export function ask(simulator: Simulator, url: string, { method = 'GET', headers = {}, body }: AskOptions = {}): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: simulator.port,
        servername: host,
        ca: simulator.certificate,
        method,
        path: pathname + search,
        headers: { ...headers, host },
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
