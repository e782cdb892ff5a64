/** The four floors: an import only ever goes down. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(entrypoints|components|utils|providers)/', pathNot: allowed },
});

/** The folders of utils, in the order in which they may import: each only from those before it. */
const order = ['text', 'policy', 'permissions', 'org', 'storage', 'flow', 'diagnosis', 'review', 'files', 'apps', 'background', 'messages'];

export default {
  forbidden: [
    only('providers-know-nobody', '^providers/', '^providers/'),
    only('utils-use-providers', '^utils/', '^(utils|providers)/'),
    // Components draw: of the engine they know types, words and nothing that does something.
    only(
      'components-draw',
      '^components/',
      '^(components/|providers/contract/|utils/(text/|diagnosis/(finding-text|types)|files/(cut-text|types|table-time|login-text)|apps/(check-markdown|newest-text|types)|flow/destination|policy/(field-limits|types)|review/(access|app-name|approval|drift|history-types|pasted-types|shown-alerts|stated-requirement|types)|storage/schema))',
    ),
    {
      name: 'one-vendor-does-not-know-another',
      severity: 'error',
      from: { path: '^providers/([^/]+)/' },
      to: { path: '^providers/[^/]+/', pathNot: '^providers/($1|oauth2|contract)/' },
    },
    {
      name: 'nobody-names-a-vendor',
      comment: 'The registry is the one place that knows which providers there are.',
      severity: 'error',
      from: { path: '^(utils|components|entrypoints|scripts)/' },
      to: { path: '^providers/(?!(oauth2|contract)/)[^/]+/' },
    },
    {
      name: 'content-script-stays-small',
      comment: 'No Preact, no zod, no idb and no catalogue in the page: it takes what it needs one by one. Types cost nothing.',
      severity: 'error',
      from: { path: '^(entrypoints/(consent|sign-in)\\.content/(?!index\\.)|utils/messages/watch-navigation\\.ts$)' },
      to: {
        path: '^(utils|components|providers)/|node_modules/(preact|zod|idb)/',
        pathNot:
          '^(providers/(page-readers|matches|urls|oauth2/(dom|outline|page))|utils/(messages/(page-channel|watch-navigation)|flow/destination)|components/icons/mark-shapes)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-entry-point-imports-another',
      comment: 'Each entry point is a bundle of its own. What several of them share belongs in entrypoints/app or on a lower floor.',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/($1|app)(/|$)' },
    },
    {
      name: 'zod-mini-only',
      comment: 'The full zod adds 60 kB to the background: import * as z from zod/mini instead.',
      severity: 'error',
      from: { path: '^(entrypoints|components|utils|providers)/' },
      to: { path: 'node_modules/zod/', pathNot: 'node_modules/zod/mini/' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^(entrypoints|components|utils|providers|scripts)/' }, to: { circular: true } },
    ...order.slice(0, -1).map((folder, index) => ({
      name: `utils-${folder}-comes-before-${order[index + 1]}`,
      comment: 'A folder of utils imports only from those before it, types included.',
      severity: 'error',
      from: { path: `^utils/${folder}/` },
      to: { path: `^utils/(${order.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'utils-have-folders',
      comment: 'A file beside the folders would have no place in their order.',
      severity: 'error',
      from: {},
      to: { path: '^utils/[^/]+$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
