/** Rules for the app profiles of every provider. Each failure message says what to do. */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import type { AppProfile } from '@/providers/contract/catalogue';
import { corpusOf } from '../corpus';
import { isDay } from '../day';

/**
 * Ids that an app publishes but no catalogue contains: `<provider>/<app> <id>`, each with the
 * reason why the profile keeps it.
 */
const exceptions: Record<string, string> = {};

const idsOf = (app: AppProfile) => [...app.required, ...app.optionalOn, ...app.optionalOff];
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

describe.each(providers)('the app profiles of $name', (provider) => {
  const {
    knowledge: { apps, catalogue },
  } = provider;

  it('are sorted by id, without duplicates', () => {
    const ids = apps.map((app) => app.id);
    expect(repeated(ids)).toEqual([]);
    expect(ids, `sort the apps of providers/${provider.id}/index.ts`).toEqual(ids.toSorted());
  });

  it('share no client ID, name or redirect host', () => {
    expect(repeated(apps.flatMap((app) => app.clientIds)), 'a client ID belongs to one app').toEqual([]);
    expect(repeated(apps.flatMap((app) => app.names)), 'a name belongs to one app').toEqual([]);
    const hosts = apps.flatMap((app) => app.redirectHosts);
    const shared = hosts.filter((host, index) => hosts.some((other, at) => at !== index && (host === other || host.endsWith(`.${other}`))));
    expect(shared, 'a host, with all below it, belongs to one app').toEqual([]);
  });

  it('leave out exactly the common scopes as evidence for an app', () => {
    const requests = corpusOf(provider.id)
      .map((row) => new Set([...row.scopes, ...row.optionalScopes]))
      .filter((ids) => ids.size > 0);
    const times = new Map<string, number>();
    for (const id of requests.flatMap((ids) => [...ids])) times.set(id, (times.get(id) ?? 0) + 1);
    const common = [...times].filter(([, count]) => count * 5 >= requests.length).map(([id]) => id);
    expect(catalogue.common, `set \`common\` in providers/${provider.id}/scopes.ts to this list`).toEqual(common.toSorted());
  });

  describe.each(apps)('for $name', (app) => {
    it('have sorted lists, with no scope twice', () => {
      expect(repeated(idsOf(app)), 'keep each id in one list only').toEqual([]);
      for (const list of [app.required, app.optionalOn, app.optionalOff])
        expect(list, 'sort by id, in code-unit order').toEqual(list.toSorted());
    });

    it('name only scopes of the catalogue', () => {
      const strange = idsOf(app).filter((id) => provider.knowledge.findScope(id) === undefined);
      const excepted = strange.filter((id) => Object.hasOwn(exceptions, `${provider.id}/${app.id} ${id}`));
      expect(strange, 'correct the id, add it to the catalogue, or to the exceptions with a reason').toEqual(excepted);
    });

    it('say in full sentences what stops working without a scope', () => {
      expect(
        Object.keys(app.impactIfDropped).filter((id) => !idsOf(app).includes(id)),
        'remove what the profile does not list',
      ).toEqual([]);
      const bad = Object.values(app.impactIfDropped).filter((text) => !/^[A-Z].*[^.]\.$/.test(text));
      expect(bad, 'write one sentence that ends with a full stop').toEqual([]);
    });

    it('have names, client IDs and redirect hosts that a request can match', () => {
      expect(app.names.filter((name) => name.trim() !== name || name.length < 3)).toEqual([]);
      expect(app.names, 'name the app as its consent page does').not.toEqual([]);
      expect(app.clientIds.filter((id) => !/^[\w.-]{8,}$/.test(id))).toEqual([]);
      const bad = app.redirectHosts.filter((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host));
      expect(bad, 'write host names alone, in lower case').toEqual([]);
    });

    it('have a dated source, with an https address if any', () => {
      expect(isDay(app.source.accessedOn), 'write the day of reading as YYYY-MM-DD').toBe(true);
      expect(app.source.title).not.toBe('');
      expect(app.source.url ?? 'https://', 'give an https address, or none').toMatch(/^https:\/\//);
    });
  });
});

it('the exceptions to known scopes contain no entry that is gone or has become known', () => {
  const kept = providers.flatMap((provider) =>
    provider.knowledge.apps.flatMap((app) =>
      idsOf(app)
        .filter((id) => provider.knowledge.findScope(id) === undefined)
        .map((id) => `${provider.id}/${app.id} ${id}`),
    ),
  );
  expect(Object.keys(exceptions).filter((key) => !kept.includes(key))).toEqual([]);
});
