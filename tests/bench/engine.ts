/** Sizes of the build, and times of the engine without a browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseRequest, providerById } from '@/providers';
import { buildReview } from '@/utils/review/build-review';
import { extensionFolder } from '../e2e/browser';
import { type Result, summarize } from './statistics';
import { wideUrl } from './wide';

/** The sizes of the scripts that pages and worker load, with their ceilings in the tests. */
export function measureSizes(): Record<string, Result> {
  const size = (path: string, budget?: number) =>
    summarize([gzipSync(readFileSync(join(extensionFolder, path)), { level: 9 }).length], 'B', budget);
  return {
    'content script, gzip': size('content-scripts/consent.js', 8_000),
    'sign-in script, gzip': size('content-scripts/sign-in.js', 2_000),
    'background, gzip': size('background.js'),
  };
}

/** The times to parse a URL, to build its review and to narrow it to the required scopes. */
export function measureEngine(): Record<string, Result> {
  const results: Record<string, Result> = {};
  for (const count of [18, 309, 1_000, 2_000]) {
    const url = wideUrl(count);
    const samples = { parse: [] as number[], review: [] as number[], narrow: [] as number[] };
    for (let turn = 0; turn < 60; turn += 1) {
      const start = performance.now();
      const parsed = parseRequest(url);
      const read = performance.now();
      const provider = parsed.ok ? providerById(parsed.value.provider) : undefined;
      if (!parsed.ok || !provider) throw new Error('the sample URL is unreadable');
      buildReview({ provider, request: parsed.value });
      const built = performance.now();
      provider.requests.narrow(parsed.value, new Set(parsed.value.scopes.filter((scope) => scope.locked).map((scope) => scope.id)));
      samples.parse.push(read - start);
      samples.review.push(built - read);
      samples.narrow.push(performance.now() - built);
    }
    for (const [step, times] of Object.entries(samples)) {
      const budget = step === 'review' && count === 309 ? 2 : undefined;
      results[`${step}, ${count.toLocaleString('en-US')} scopes`] = summarize(times.slice(10), 'ms', budget);
    }
  }
  return results;
}
