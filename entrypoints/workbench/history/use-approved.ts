import { useMemo } from 'preact/hooks';
import type { ApprovedBaselines } from '@/utils/review/beyond-approval';
import { usePolicies } from '../policy/use-policies';
import { useBaselines } from '../review/use-baselines';

/** Returns all approved baselines; none while they are read. */
export function useApproved(): ApprovedBaselines {
  const { all } = useBaselines();
  const { counting } = usePolicies();
  return useMemo(() => ({ stored: all, policy: counting }), [all, counting]);
}
