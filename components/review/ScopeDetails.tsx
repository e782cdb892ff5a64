import type { ComponentChildren } from 'preact';
import type { ScopeId } from '@/providers/contract/catalogue';
import { statedRequirement } from '@/utils/review/stated-requirement';
import type { ReviewScope } from '@/utils/review/types';
import { listText, type TextKey, t, tById } from '@/utils/text/text';

interface Props {
  scope: ReviewScope;
  /** Lets the user drop a required scope; null where nothing can be changed. */
  onUnlock: (() => void) | null;
}

/**
 * Shows what a scope allows, what stops without it, which plan it needs, who requires it, and the
 * dated source of each fact.
 */
export function ScopeDetails({ scope, onUnlock }: Props) {
  const plan = [listText(scope.plans, 'disjunction'), scope.planNote].filter(Boolean).join('. ');
  return (
    <div class="sr-row__details">
      <dl class="sr-lines">
        <Line name={t('row_allows')}>{scope.allows || t('row_allows_unknown')}</Line>
        <Line name={t('row_without')}>{scope.impactIfDropped ?? t('row_without_unknown')}</Line>
        {scope.known && <Line name={t('row_plan')}>{plan || t('row_plan_any')}</Line>}
        <Line name={t('row_requirement')}>
          {scope.requirement === 'undeclared' ? tById('requirement', scope.requirement) : requirementText(scope)}
        </Line>
        {scope.ifRecognized && <Line name={t('row_if_recognized')}>{requirementText(scope.ifRecognized)}</Line>}
        {scope.policy && (
          <Line name={t('details_policy')}>
            {scope.policy.reason}{' '}
            {scope.policy.link !== null && (
              <a href={scope.policy.link} target="_blank" rel="noreferrer">
                {URL.parse(scope.policy.link)?.host}
              </a>
            )}
          </Line>
        )}
        {scope.implies.length > 0 && (
          <Line name={t('row_implies')}>
            <Ids ids={scope.implies} />
          </Line>
        )}
        {scope.replacedBy.length > 0 && (
          <Line name={t('row_replaced_by')}>
            <Ids ids={scope.replacedBy} />
          </Line>
        )}
        {scope.sources.length > 0 && (
          <Line name={t('row_source')}>
            {scope.sources.map((source) => (
              <div key={source.title}>
                {source.url ? (
                  <a href={source.url} target="_blank" rel="noreferrer">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}
                , {source.accessedOn}
              </div>
            ))}
          </Line>
        )}
      </dl>
      {scope.locked && scope.unlockable && onUnlock && (
        <p class="sr-unlock">
          {t(riskOf(scope))}{' '}
          <button type="button" class="sr-link" onClick={onUnlock}>
            {t('row_unlock')}
          </button>
        </p>
      )}
    </div>
  );
}

function requirementText(scope: Pick<ReviewScope, 'requirement' | 'provenance'>): string {
  return t('row_requirement_by', tById('requirement', statedRequirement(scope)), tById('provenance', scope.provenance));
}

function riskOf({ provenance, ifRecognized }: ReviewScope): TextKey {
  if (ifRecognized) return 'row_unlock_risk_resembled';
  if (provenance === 'request') return 'row_unlock_risk';
  return provenance === 'custom-profile' ? 'row_unlock_risk_required_custom' : 'row_unlock_risk_required';
}

function Ids({ ids }: { ids: readonly ScopeId[] }) {
  return (
    <>
      {ids.map((id, index) => [
        index > 0 && ', ',
        <bdi class="sr-code" key={id}>
          {id}
        </bdi>,
      ])}
    </>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </>
  );
}
