import { request as httpRequest } from 'node:http';
import { connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask';
import { canary } from './canary';
import { authorizeUrl, clientApps } from './clients/authorize-url';
import { type Simulator, startSimulator } from './server';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

/**
 * Resolves to the status of a CONNECT request, and to the response of a GET through the tunnel if
 * it was opened.
 */
function throughProxy(target: string): Promise<{ connect: number; inside: string }> {
  return new Promise((resolve, reject) => {
    const connectRequest = httpRequest({ host: '127.0.0.1', port: simulator.proxyPort, method: 'CONNECT', path: target, agent: false });
    connectRequest.on('error', reject);
    connectRequest.on('connect', (response, socket) => {
      if (response.statusCode !== 200) return resolve({ connect: response.statusCode ?? 0, inside: '' });
      const [host = ''] = target.split(':');
      const inner = tlsConnect({ socket, servername: host, ca: simulator.certificate }, () => {
        inner.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      });
      let inside = '';
      inner.on('data', (chunk) => {
        inside += chunk;
      });
      inner.on('error', reject);
      inner.on('end', () => resolve({ connect: 200, inside }));
    });
    connectRequest.end();
  });
}

describe('the hosts of the simulator', () => {
  it('are all in the certificate, answered, and logged without a query', async () => {
    for (const host of simulator.hosts) {
      const before = simulator.requests.length;
      expect((await ask(simulator, `https://${host}/nothing?secret=${canary}`)).status).not.toBe(421);
      expect(simulator.requests.slice(before)).toMatchObject([{ host, path: '/nothing' }]);
    }
    expect(JSON.stringify(simulator.requests)).not.toContain(canary);
  });

  it('are the only ones answered, and others are recorded as leaks', async () => {
    const refused = new Promise<number>((resolve, reject) => {
      const socket = tlsConnect({ port: simulator.port, host: '127.0.0.1', ca: simulator.certificate, servername: 'app.clay.com' }, () => {
        socket.write('GET /x?y=1 HTTP/1.1\r\nHost: telemetry.example\r\nConnection: close\r\n\r\n');
      });
      socket.on('data', (chunk) => resolve(Number(/ (\d{3}) /.exec(String(chunk))?.[1])));
      socket.on('error', reject);
    });
    expect(await refused).toBe(421);
    expect(simulator.leaks).toEqual(['telemetry.example']);
    simulator.leaks.length = 0;
  });

  it("are resolved by Chromium's rules, and all others to nothing", () => {
    const rules = simulator.hostResolverRules.split(', ');
    expect(rules).toHaveLength(simulator.hosts.length + 1);
    expect(rules[0]).toBe(`MAP app.hubspot.com 127.0.0.1:${simulator.port}`);
    expect(rules.at(-1)).toBe('MAP * ~NOTFOUND');
  });

  it.each([
    ['https://app.hubspot.com/contacts/1234', 'View contact records'],
    ['https://app.hubspot.com/static-token/1234/authorize?appId=1', 'Connect app'],
    ['https://mcp.hubspot.com/oauth/authorize/user', 'Grant access'],
    ['https://app.hubspot.com.evil.example/oauth/authorize', 'Grant access'],
  ])('include the negative twin %s', async (url, text) => {
    const { status, body } = await ask(simulator, url);
    expect(status).toBe(200);
    expect(body).toContain(text);
  });
});

describe('the proxy of the simulator', () => {
  it('opens tunnels to simulated hosts', async () => {
    const { connect, inside } = await throughProxy('app.clay.com:443');
    expect(connect).toBe(200);
    expect(inside).toContain('Connect HubSpot');
  });

  it.each(['telemetry.example:443', 'app.clay.com:80', '127.0.0.1:22'])('refuses %s and records it as a leak', async (target) => {
    expect((await throughProxy(target)).connect).toBe(403);
    expect(simulator.leaks.splice(0)).toEqual([target]);
  });

  it('refuses plain requests and records only their host', async () => {
    const status = new Promise((resolve) => {
      const path = `http://detect.example/x?secret=${canary}`;
      httpRequest({ host: '127.0.0.1', port: simulator.proxyPort, path, agent: false }, (response) => resolve(response.statusCode)).end();
    });
    expect(await status).toBe(403);
    expect(simulator.leaks.splice(0)).toEqual(['detect.example']);
  });
});

describe('the simulated client apps for HubSpot', () => {
  it('link to their authorization URL with 7 and 11 scopes, in both spellings', async () => {
    for (const [variant, separator] of [
      ['', '%20'],
      ['?variant=plus', '+'],
    ] as const) {
      const { body } = await ask(simulator, `https://app.clay.com/${variant}`);
      const href = (/href="(https:[^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&#38;', '&');
      const raw = Object.fromEntries(
        href
          .split(/[?&]/)
          .slice(1)
          .map((pair) => pair.split('=')),
      );
      expect(raw.scope?.split(separator)).toEqual(clientApps.clay.scope);
      expect(raw.optional_scope?.split(separator)).toHaveLength(11);
    }
  });

  it('put the canary into every secret of the URL', () => {
    const parameters = new URL(authorizeUrl('northwind', { loginHint: true })).searchParams;
    for (const name of ['state', 'code_challenge', 'login_hint']) expect(parameters.get(name)).toContain(canary);
  });

  it('refuse a callback that they did not start', async () => {
    expect((await ask(simulator, 'https://www.workato.com/oauth/callback?code=x&state=y')).body).toContain('not from this app');
  });
});
