import { ask } from '../ask';
import type { BrowserCookie } from '../idp/routes';
import type { Simulator } from '../server';

/** The last page of a walk: its URL and its text. */
export interface Stop {
  url: URL;
  status: number;
  body: string;
}

export interface Walker {
  /** Every visited URL, oldest first. */
  visited: string[];
  open(url: string): Promise<Stop>;
  /**
   * Submits the first form of the last page that has this field, with its hidden fields and the
   * given ones.
   */
  send(fields: Record<string, string>): Promise<Stop>;
}

/**
 * A browser with what these sites need: cookies by host, redirects, and the two scripts that submit
 * or redirect by themselves.
 */
export function createWalker(simulator: Simulator, cookies: readonly BrowserCookie[] = []): Walker {
  const jar = new Map<string, Map<string, string>>();
  const jarOf = (host: string) => jar.get(host) ?? jar.set(host, new Map()).get(host) ?? new Map<string, string>();
  for (const { domain, name, value } of cookies) jarOf(domain).set(name, value);
  const visited: string[] = [];
  let last: Stop = { url: new URL('https://nowhere.example/'), status: 0, body: '' };

  async function go(url: URL, body?: string): Promise<Stop> {
    visited.push(url.href);
    if (visited.length > 40) throw new Error(`going round in circles: ${url.host}${url.pathname}`);
    const cookie = [...jarOf(url.host)].map(([name, value]) => `${name}=${value}`).join('; ');
    const options = body === undefined ? {} : ({ method: 'POST', body } as const);
    const answer = await ask(simulator, url.href, { ...options, headers: cookie ? { cookie } : {} });
    for (const set of answer.headers['set-cookie'] ?? []) keep(url.host, set);
    if (answer.headers.location) return go(new URL(answer.headers.location, url));
    last = { url, status: answer.status, body: answer.body };
    if (last.body.includes('/assets/auto-submit.js')) return send({});
    const onward = last.body.includes('/assets/send-on.js') && /href="([^"]+)">Continue/.exec(last.body)?.[1];
    return onward ? go(new URL(decodeHtml(onward), url)) : last;
  }

  function keep(host: string, set: string): void {
    const [pair = ''] = set.split(';');
    const mark = pair.indexOf('=');
    if (/Max-Age=0/.test(set)) jarOf(host).delete(pair.slice(0, mark));
    else jarOf(host).set(pair.slice(0, mark), pair.slice(mark + 1));
  }

  function send(fields: Record<string, string>): Promise<Stop> {
    const names = Object.keys(fields);
    const forms = last.body.match(/<form[\s\S]*?<\/form>/g) ?? [];
    const form = forms.find((text) => names.every((name) => text.includes(`name="${name}"`)));
    if (!form) throw new Error(`no form with ${names.join(', ')} at ${last.url.host}${last.url.pathname}`);
    const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeHtml(value),
    ]);
    const all = new URLSearchParams([...hidden, ...Object.entries(fields)]);
    const action = new URL(decodeHtml(/action="([^"]*)"/.exec(form)?.[1] ?? ''), last.url);
    if (/method="post"/.test(form)) return go(action, all.toString());
    action.search = all.toString();
    return go(action);
  }

  return { visited: visited, open: (url) => go(new URL(url)), send };
}

function decodeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** Returns the scopes that the app's callback shows. */
export function grantedOn({ body }: Stop): string[] {
  return [...(/<ul id="granted">(.*?)<\/ul>/.exec(body)?.[1] ?? '').matchAll(/<li>([^<]+)/g)].map((match) => match[1] ?? '');
}
