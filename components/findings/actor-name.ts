import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Actor } from '@/providers/contract/finding';
import { t, tById } from '@/utils/text/text';

/**
 * Whether support staff read what is drawn: then the actor `you` of a finding is the user whom they
 * help.
 */
export const IsForSupport = createContext(false);

/** Returns the functions that say who an actor is, and that this one can fix the error. */
export function useActorNames(): { name(actor: Actor): string; canFix(actor: Actor): string } {
  const isForSupport = useContext(IsForSupport);
  return {
    name: (actor) => (isForSupport && actor === 'you' ? t('workbench_diagnose_user') : tById('actor', actor)),
    canFix: (actor) => (isForSupport && actor === 'you' ? t('workbench_diagnose_user_fix') : tById('fix', actor)),
  };
}
