import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { frameMatches, hostMatches } from './providers/matches';
import { urlRules } from './providers/urls';
import { browserPath, hasDisplay } from './scripts/browsers.mjs';

const hosts = urlRules.flatMap(hostMatches);
const framing = urlRules.flatMap(frameMatches);
const origins = framing.map((host) => host.replace(/\/\*$/, ''));

const asked = urlRules.flatMap((urls) => urls.apiHosts ?? []).map((host) => `https://${host}`);

/**
 * No network but the questions that a user asks their own org, and no frame of ours but on the providers' pages.
 * `'self'` is for the texts of the package, see `textsReady`.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  `connect-src 'self' ${asked.join(' ')}`,
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${origins.join(' ')}`,
].join('; ');

/** In a browser the texts come from its own store; the file in utils/text/text.ts is for the terminal and the tests. */
const browserHasTheTexts = {
  name: 'browser-has-the-texts',
  load: (id: string) => (id.endsWith('_locales/en/messages.json') ? '{}' : undefined),
};

/** The browser that `npm run dev` opens. Builds need none. */
const binary = (kind: 'chromium' | 'firefox') => browserPath(kind).catch(() => '');

const contentScript = '\0virtual:wxt-content-script-isolated-world-entrypoint?';

/**
 * Starts a content script by the file `start` beside its definition, which only the manifest needs.
 * WXT's own start hands it a context that ends on an event of the document, which the page sees and
 * can send too, and a logger. Nothing here uses them. Seen in wxt 0.21.4, dist/virtual.
 */
const bareContentScript: Plugin = {
  name: 'bare-content-script',
  enforce: 'pre',
  load: (id: string) =>
    id.startsWith(contentScript)
      ? `import { start } from ${JSON.stringify(id.slice(contentScript.length).replace(/index\.ts$/, 'start.ts'))}; start();`
      : undefined,
};

export default defineConfig({
  webExt: {
    disabled: !hasDisplay,
    binaries: { chrome: await binary('chromium'), firefox: await binary('firefox') },
    ...(process.getuid?.() === 0 ? { chromiumArgs: ['--no-sandbox'] } : {}),
  },
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  experimental: { escapeUnicode: true },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    homepage_url: 'https://example.invalid/scope-review',
    permissions: ['activeTab', 'storage', 'unlimitedStorage', 'webRequest'],
    optional_permissions: ['cookies'],
    optional_host_permissions: ['https://*/*'],
    host_permissions: hosts,
    action: { default_title: '__MSG_extension_name__' },
    options_ui: { page: 'workbench.html', open_in_tab: true },
    // Neither browser uses these keys for anything else, and the user can change them.
    commands: {
      'open-panel': { suggested_key: { default: 'Alt+Shift+P' }, description: '__MSG_command_open_panel__' },
      'open-window': { suggested_key: { default: 'Alt+Shift+R' }, description: '__MSG_command_open_window__' },
    },
    content_security_policy: { extension_pages: contentSecurityPolicy },
    web_accessible_resources: [
      { resources: ['panel.html'], matches: framing, ...(browser === 'firefox' ? {} : { use_dynamic_url: true }) },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'scope-review@scope-review.example',
              strict_min_version: '142.0',
              // *Check this user* sends the session cookie of the user's org to that org.
              data_collection_permissions: { required: ['none'], optional: ['authenticationInfo'] },
            },
          },
        }
      : {
          minimum_chrome_version: '148',
          incognito: 'split' as const,
          // Firefox needs no schema, and warns about this key.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
  // Mozilla's reviewers build the Firefox package from the sources, with the Node of .nvmrc.
  zip: { includeSources: ['**/*', '.nvmrc'] },
  hooks: {
    // Even with `imports: false`, WXT imports its storage module (9 kB) wherever a local variable
    // is called `storage`. Seen in wxt 0.21.4, builtin-modules/unimport.mjs.
    'config:resolved'({ config }) {
      config.imports.presets = [];
    },
    // The polyfill would be half of the content script, which uses nothing of it.
    'vite:build:extendConfig'(entrypoints, config) {
      const alias = config.resolve?.alias as Record<string, string> | undefined;
      if (alias && entrypoints.some((entrypoint) => entrypoint.type === 'content-script')) delete alias['wxt/browser'];
    },
  },
  vite: () => ({
    plugins: [preact(), browserHasTheTexts, bareContentScript],
    // Older targets would rewrite light-dark() to follow the system, and the marks follow the page.
    build: { modulePreload: { polyfill: false }, target: 'es2024', cssTarget: ['chrome148', 'firefox142'] },
  }),
});
