import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificateFor } from './certificate';
import { clientSites } from './clients/sites';
import { createHubspot } from './hubspot/routes';
import type { IdpName } from './idp/idps';
import { type BrowserCookie, createIdentityProviders } from './idp/routes';
import { createOutreach } from './outreach/routes';
import { startProxy } from './proxy';
import { createSalesforce } from './salesforce/routes';
import type { CookieOptions } from './salesforce/sessions';
import { createState, type SimulatorState } from './state';
import { parseCookies, type SimRequest, type SimResponse, type Site } from './web';

/** One request, without any secret. */
interface RecordedRequest {
  host: string;
  /** The path without the query. */
  path: string;
  /** Unix time in ms. */
  at: number;
  method: string;
  /** True if the request had a header of this name. Its value is never recorded. */
  cookie: boolean;
  authorization: boolean;
  /** True if the client went away before the response was complete. */
  aborted: boolean;
}

export interface Simulator {
  /** The TLS port on 127.0.0.1. The server selects the site by the Host header. */
  port: number;
  /** The port of the CONNECT proxy on 127.0.0.1, for Firefox. */
  proxyPort: number;
  hosts: readonly string[];
  /**
   * The value for Chromium's `--host-resolver-rules`: it maps each host to the TLS port and
   * everything else to nothing.
   */
  hostResolverRules: string;
  /** The certificate as PEM. It signs itself. */
  certificate: string;
  /** The value for Chromium's `--ignore-certificate-errors-spki-list`. */
  spki: string;
  /** The hosts that were requested although they are not simulated. */
  leaks: string[];
  /** The requests to the simulated hosts, oldest first. */
  requests: RecordedRequest[];
  /** The settings that a test may change at any time. The next request already reads them. */
  state: SimulatorState;
  /**
   * Signs a HubSpot user in without the login page, and returns the cookie. It throws for an
   * unknown address.
   */
  sessionCookie(email: string): { name: string; value: string; domain: string };
  /** Signs a Salesforce user in on their My Domain or site. */
  salesforceCookie(username: string, options?: CookieOptions): BrowserCookie;
  /** Signs an Outreach user in on their accounts host. */
  outreachCookie(email: string): BrowserCookie;
  /** Signs a user in at an identity provider, by user name. */
  idpCookie(idp: IdpName, username: string): BrowserCookie;
  /** Forgets everything that happened and was set, and signs everybody out, for the next test. */
  reset(): void;
  close(): Promise<void>;
}

/** Creates the sites as they are before anybody has visited them. */
function createWorld() {
  const state = createState();
  const hubspot = createHubspot(state);
  const idps = createIdentityProviders(state);
  const salesforce = createSalesforce(state, idps);
  const outreach = createOutreach(state);
  const sites: readonly Site[] = [
    hubspot.site,
    salesforce.site,
    outreach.site,
    idps.site,
    ...clientSites({ hubspot, salesforce, outreach }),
  ];
  return { state, hubspot, idps, salesforce, outreach, sites };
}

export async function startSimulator(options: { port?: number } = {}): Promise<Simulator> {
  let world = createWorld();
  const hosts = world.sites.flatMap((site) => site.hosts);
  const { key, cert, spki } = await certificateFor(hosts);
  const leaks: string[] = [];
  const requests: Simulator['requests'] = [];

  // Real requests of 100 kB exist, but Node's default limit for a request line and its headers is
  // 16 kB.
  // Chromium opens URLs of up to 2 MB.
  const server = createServer({ key, cert, maxHeaderSize: 4_000_000 }, async (incoming, outgoing) => {
    const { sites, state } = world;
    const request = await readRequest(incoming);
    const site = sites.find((candidate) => candidate.hosts.includes(request.host));
    if (!site) leaks.push(request.host);
    else requests.push(note(request, outgoing));
    if (state.unanswered !== null && request.query.includes(state.unanswered)) return;
    const response = site ? await answer(site, request) : misdirected;
    outgoing.writeHead(response.status, response.headers).end(response.body);
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const port = (server.address() as AddressInfo).port;
  const proxy = await startProxy(hosts, port, leaks);

  return {
    port,
    proxyPort: proxy.port,
    hosts,
    hostResolverRules: [...hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND'].join(', '),
    certificate: cert,
    spki,
    leaks,
    requests,
    get state() {
      return world.state;
    },
    sessionCookie: (email) => world.hubspot.sessionCookie(email),
    salesforceCookie: (username, options) => world.salesforce.sessionCookie(username, options),
    outreachCookie: (email) => world.outreach.sessionCookie(email),
    idpCookie: (idp, username) => world.idps.sessionCookie(idp, username),
    reset() {
      world = createWorld();
      leaks.length = 0;
      requests.length = 0;
      server.closeAllConnections();
    },
    close: async () => {
      await proxy.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

const misdirected: SimResponse = { status: 421, headers: { 'content-type': 'text/plain' }, body: 'This host is not simulated.' };

function note({ host, path, method, headers }: SimRequest, outgoing: ServerResponse): RecordedRequest {
  const recorded = {
    host,
    path,
    at: Date.now(),
    method,
    cookie: 'cookie' in headers,
    authorization: 'authorization' in headers,
    aborted: false,
  };
  outgoing.once('close', () => {
    recorded.aborted = !outgoing.writableFinished;
  });
  return recorded;
}

/**
 * Turns an exception in a simulator into a 500 with its text, so that the test does not see a
 * hanging connection.
 */
async function answer(site: Site, request: SimRequest): Promise<SimResponse> {
  if (request.path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  try {
    return await site.handle(request);
  } catch (error) {
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: `Simulator fault: ${error}` };
  }
}

async function readRequest(incoming: IncomingMessage): Promise<SimRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? 'GET',
    host: (incoming.headers.host ?? '').toLowerCase().replace(/:\d+$/, ''),
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark),
    headers,
    cookies: parseCookies(incoming.headers.cookie),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
