/** The database of the extension in Firefox, of another version than the build. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrations } from '@/utils/storage/migrations/chain';
import { t } from '@/utils/text/text';
import { registration } from '../../simulators/hubspot/apps';
import { button, saying } from '../firefox-browser';
import { clayUrl, connectReadOnly, firefox, limit, press, simulator, tabOnHubspot } from '../firefox-session';
import { forgetApprovals } from '../journeys';
import { storedText } from '../stored-text';

const remembered = '::-p-xpath(//label[contains(., "My last") or contains(., "My last selection")])';

/** A page of the extension that keeps a connection open, as one of an older version may. */
type OldPage = typeof globalThis & { old?: IDBDatabase };

test('D5: a newer database in Firefox is left as it is, and the panel and the workbench say so', limit, async () => {
  const tab = await connectReadOnly();
  const saved = JSON.parse(await firefox.inExtension(storedText, null)).preferences;
  assert.equal(saved.length, 1);
  await firefox.inExtension(
    (version) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('scope-review', version);
        opening.onupgradeneeded = () => opening.result.createObjectStore('future');
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = () => reject(opening.error);
      }),
    migrations.version + 1,
  );
  forgetApprovals(simulator);
  await tab.bringToFront();
  await tab.goto(clayUrl());
  const panel = await firefox.panel(tab);
  await panel.waitForSelector(saying(t('storage_newer')));
  const popup = await firefox.popup(tab);
  await press(popup, '::-p-xpath(//label[contains(., "Least access")]/input)');
  const go = await popup.waitForSelector(button('Continue with 7 scopes'));
  await Promise.all([tab.waitForNavigation(), go?.click()]);
  const workbench = await firefox.extensionPage('/workbench.html#preferences');
  await workbench.waitForSelector(saying(t('workbench_fault_newer')));
  await workbench.close();
  const after = JSON.parse(await firefox.inExtension(storedText, null));
  assert.deepEqual(after.preferences, saved);
  assert.deepEqual(after.future, []);
});

test('E4: a page that keeps an old database open costs no review in Firefox, and no data once it is closed', limit, async () => {
  const { clientId, required, optional } = registration.clay;
  const openOld = () =>
    firefox.inExtension(
      (preference) =>
        new Promise<void>((resolve, reject) => {
          const deleting = indexedDB.deleteDatabase('scope-review');
          deleting.onerror = () => reject(deleting.error);
          deleting.onsuccess = () => {
            const opening = indexedDB.open('scope-review', 1);
            opening.onerror = () => reject(opening.error);
            opening.onupgradeneeded = () => {
              opening.result.createObjectStore('preferences', { keyPath: ['provider', 'app', 'account'] }).put(preference);
              opening.result.createObjectStore('learnt', { keyPath: ['provider', 'app'] });
              opening.result.createObjectStore('plans', { keyPath: ['provider', 'account'] });
            };
            opening.onsuccess = () => {
              // Without a listener for `versionchange`, it blocks every upgrade.
              (globalThis as OldPage).old = opening.result;
              resolve();
            };
          };
        }),
      {
        provider: 'hubspot',
        app: clientId,
        account: '4100001',
        appName: 'Clay',
        at: Date.now(),
        requested: [...required, ...optional],
        required: [...required],
        kept: [...required],
        dropped: [...optional],
      },
    );
  // The background may create the database again before the old one is opened.
  await openOld().catch(openOld);
  forgetApprovals(simulator);
  const tab = await tabOnHubspot();
  await tab.goto(clayUrl());
  const panel = await firefox.panel(tab);
  await panel.waitForSelector(saying(t('storage_unavailable')));
  await panel.waitForSelector('.sr-row');
  assert.equal(await panel.$(remembered), null);

  await firefox.inExtension(() => (globalThis as OldPage).old?.close(), null);
  await tab.goto(clayUrl());
  const next = await firefox.panel(tab);
  await next.waitForSelector(remembered);
  await next.waitForSelector(button('Continue with 7 scopes'));
  const { preferences } = JSON.parse(await firefox.inExtension(storedText, null));
  assert.equal(preferences.length, 1);
});
