/**
 * A tab as the background sees it: only requests to hosts with a permission, and the targets of
 * redirects.
 */
import { providerById, providers } from '@/providers';
import type { PageSnapshot } from '@/providers/contract/page';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import { type Flow, type FlowEvent, snapshotOf } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import { buildReview } from '@/utils/review/build-review';
import { requestFromPage } from '@/utils/review/from-page';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Review } from '@/utils/review/types';
import { pageSnapshot } from '../../page-snapshot';

const listed = providers.flatMap(({ urls }) => urls.hosts);

export class Tab {
  flow: Flow | null = null;
  /** Unix time in ms; every step takes a second. */
  now = Date.UTC(2026, 10, 22, 12);
  /** The account that the last page of the provider named. */
  account: string | null = null;
  private initiator: string | undefined;
  /** The address of the page that was opened last. */
  private address = '';

  /** `allowed`: hosts for which the user granted a permission. */
  constructor(private readonly allowed: readonly string[] = []) {}

  /**
   * Follows a link, a form or (without `from`) a typed address. Redirects keep the first origin, as
   * Chromium's `initiator` does.
   */
  open(url: string, from?: string): this {
    this.initiator = from;
    return this.request(url);
  }

  redirect(url: string): this {
    return this.leave(url).request(url);
  }

  /** Reports the next address, as a redirect or the content script does. */
  leave(url: string): this {
    const to = parseDestination(url);
    return to ? this.event({ type: 'redirected', from: this.address, to, page: nextConsentPage(url), at: this.now }) : this;
  }

  /** Opens an address whose response the browser saves as a file. */
  save(url: string): this {
    return this.open(url).event({ type: 'download', url, at: this.now });
  }

  read(given: Partial<PageSnapshot>): this {
    return this.event({ type: 'pageRead', snapshot: pageSnapshot(given), page: parseDestination(this.address)?.originAndPath ?? '' });
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  event(event: FlowEvent): this {
    this.flow = reduceFlow(this.flow, event);
    return this;
  }

  /** Builds the review as tab-review.ts does, without any saved data. */
  review(more: Partial<ReviewInput> = {}): Review {
    const { flow } = this;
    const provider = flow && providerById(flow.provider);
    if (!flow || !provider) throw new Error('There is no flow in this tab.');
    const original = flow.requestUrl === null ? null : provider.requests.parseRequest(flow.requestUrl);
    const narrowed = flow.activeRequest === 'narrowed' && flow.narrowedUrl ? provider.requests.parseRequest(flow.narrowedUrl) : null;
    return buildReview({
      provider,
      request: original?.ok ? original.value : requestFromPage(provider, snapshotOf(flow), this.account),
      current: narrowed?.ok ? narrowed.value : null,
      account: this.account,
      navigation: flow.navigation,
      snapshot: snapshotOf(flow),
      outcome: flow.outcome,
      outcomeAt: flow.outcomeAt,
      isObserved: true,
      closed: flow.closedAt !== null,
      answers: flow.answers,
      ...more,
    });
  }

  private request(url: string): this {
    this.now += 1_000;
    const { hostname } = new URL(url);
    this.address = url;
    const isReported =
      this.allowed.includes(hostname) || listed.some((host) => host === hostname || (host[0] === '*' && hostname.endsWith(host.slice(1))));
    if (!isReported) return this;
    this.event({ type: 'request', url, at: this.now, initiatorOrigin: this.initiator });
    const provider = this.flow && providerById(this.flow.provider);
    this.account = provider?.urls.accountOf(new URL(url)) ?? null;
    return this;
  }
}
