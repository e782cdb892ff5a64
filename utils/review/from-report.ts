/** Turns a report into what a review is built from. */
import { providerById } from '@/providers';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import type { Outcome } from '@/utils/flow/flow';
import { requestFromPage } from './from-page';
import type { Report } from './report';
import { fromReportPlace, fromReportSignals } from './report-format';
import type { ReviewInput } from './review-input';

/**
 * Reads a report's evidence, but not its causes: they are ranked again, because the user may change
 * the answers here. Null if there is no such provider.
 */
export function inputOfReport(report: Report): ReviewInput | null {
  const provider = providerById(report.provider);
  if (!provider) return null;
  const { clientId, redirectHost, account, error, description, download, answers } = report;
  const request: AuthorizationRequest = {
    ...requestFromPage(provider, null, account),
    clientId,
    redirectHost,
    scopes: asUndeclaredScopes(report.requested),
    readOnly: report.incomplete ?? 'pasted',
    // Nothing says which scopes the app needs, and where no provider is supported, which server it asks.
    isUncertain: true,
  };
  const outcome: Outcome | null = download ? { kind: 'download' } : error === null ? null : { kind: 'error', error, description };
  // If the error code alone was not known, the page's text is what the error was recognized by.
  const usesPageText = !download && (error === null || report.recognised);
  const navigation = report.trail.map(({ after, place, ...step }) => ({ at: after, pageKind: fromReportPlace(place), ...step }));
  // A tab has steps, and a time at which it was refused.
  const isOfPastedText = report.trail.length === 0 && report.at === undefined;
  return {
    provider,
    request,
    ...(report.dropped && { current: { ...request, scopes: request.scopes.filter(({ id }) => !report.dropped?.includes(id)) } }),
    account,
    navigation,
    answers,
    outcome,
    outcomeAt: report.at === undefined ? null : Date.parse(report.at),
    errorText: usesPageText ? report.said : null,
    importedSignals: fromReportSignals(report.seen),
    pastedFrom: isOfPastedText ? 'text' : null,
    // Causes of an unknown error show that the user chose the provider.
    isProviderChosen: isOfPastedText && !report.recognised && report.causes.length > 0,
  };
}
