/** Ends a flow whose consent page sent a form that the provider rejects; pure. */
import { providerOf } from '@/providers';
import { type Flow, type FlowEvent, isConnected } from './flow';
import { errorOutcome } from './outcome';
import { mayServe } from './which-request';

/**
 * Ends the flow if a page of it posted the form with which it answers the request, and the provider rejects that
 * form. What the tab shows then asks for nothing.
 */
export function applyRejection(flow: Flow, { url, initiatorOrigin = '', status, at }: Extract<FlowEvent, { type: 'rejected' }>): Flow {
  const page = URL.parse(url);
  const kind = page && providerOf(page)?.urls.classifyUrl(page);
  const isAnswer = (kind === 'authorize' || kind === 'consent') && mayServe(flow, url) && mayServe(flow, initiatorOrigin);
  return isAnswer && !isConnected(flow) ? { ...flow, outcome: errorOutcome(`HTTP ${status}`, null), outcomeAt: at } : flow;
}
