import { useEffect, useRef, useState } from 'preact/hooks';
import type { PolicyEffect } from '@/utils/policy/types';
import { listText, t, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';
import { showResult } from '../show-result';
import { useDrawn } from '../use-drawn';
import { Working } from '../Working';
import { type MatchedRule, RuleMatches } from './RuleMatches';

/** What the policy would do; unknown if nothing is known about the scopes. */
type TestEffect = PolicyEffect | 'unknown';

/** What the policy would do to something that was opened. */
export interface TestRow {
  /** Unique among the rows. */
  key: string;
  title: string;
  /** What tells the row from others with the same title; empty if no other has it. */
  apart: string;
  /** 0 if no scopes are known. */
  scopes: number;
  effect: TestEffect;
  summary: string;
  /** Whether it would drop scopes. */
  drops: boolean;
  /** Which approved scopes it denies or asks about, in words; empty if there are none. */
  contradicts: string;
  rules: readonly MatchedRule[];
  /** The review with the policy; null if nothing could be read. */
  href: string | null;
}

interface Props {
  rows: readonly TestRow[];
  /** How many further results are not listed. */
  left: number;
  /** Whether these are the results of everything that was opened, with the rules as they are. */
  isDone: boolean;
  /** Grows with each test, and so moves the focus to the results. */
  shown: number;
}

const icons: Record<TestEffect, IconName> = { blocked: 'blocker', changed: 'question', allowed: 'check', unknown: 'warning' };
const effects = [
  ['blocked', 'workbench_policy_effect_blocked'],
  ['changed', 'workbench_policy_effect_changed'],
  ['allowed', 'workbench_policy_effect_allowed'],
  ['unknown', 'workbench_policy_effect_unknown'],
] as const satisfies readonly (readonly [TestEffect, string])[];

/** Lists what the policy would do to what was opened, with the rules that decide. */
export function TestResults({ rows, left, isDone, shown }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  const last = useRef(0);
  // The results are below the field, and often below the end of the window.
  useEffect(() => {
    if (!isDone || shown === last.current) return;
    last.current = shown;
    if (title.current) showResult(title.current);
  }, [shown, isDone]);
  const drawn = useDrawn(rows.length, rows[0]?.key);
  if (rows.length === 0) return <Working isDone={isDone} />;
  const counts = effects.flatMap(([effect, text]) => {
    const count = rows.filter((row) => row.effect === effect).length;
    return count > 0 ? [tPlural(text, count)] : [];
  });
  const contradictions = rows.filter(({ contradicts }) => contradicts).length;
  if (contradictions > 0) counts.push(tPlural('workbench_policy_contradictions', contradictions));
  return (
    <section class="sr-results" aria-labelledby="test-results" aria-busy={!isDone}>
      <h3 class="sr-results__title" id="test-results" ref={title} tabIndex={-1}>
        {tPlural('workbench_policy_results', rows.length, listText(counts))}
      </h3>
      <ul class="sr-tested">
        {rows.slice(0, drawn).map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
      {left > 0 && <p class="sr-small sr-muted">{tPlural('workbench_policy_left', left)}</p>}
    </section>
  );
}

function Row({ row: { key, title, apart, scopes, effect, summary, drops, contradicts, rules, href } }: { row: TestRow }) {
  const [isOpen, setOpen] = useState(false);
  const id = `tested-${key.replace('/', '-')}`;
  return (
    <li data-effect={effect}>
      <Icon name={drops && effect === 'changed' ? 'bar' : icons[effect]} />
      <div>
        <p>
          <strong dir="auto">{title}</strong> <span class="sr-muted">{scopes > 0 && tPlural('refused_choice_scopes', scopes)}</span>
        </p>
        {apart && (
          <p class="sr-muted" dir="auto">
            {apart}
          </p>
        )}
        <p>{summary}</p>
        {contradicts && (
          <p class="sr-severity sr-severity--warning">
            <Icon name="warning" small /> {contradicts}
          </p>
        )}
      </div>
      <p class="sr-tested__do">
        {rules.length > 0 && (
          <button type="button" class="sr-link" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {t('workbench_policy_which')}
            <span class="sr-hidden">: {title}</span>
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} small />
          </button>
        )}
        {href && (
          <a class="sr-link" href={href}>
            {t('workbench_policy_open')}
            <span class="sr-hidden">: {title}</span>
          </a>
        )}
      </p>
      <div class="sr-tested__rules" id={id} hidden={!isOpen}>
        {isOpen && <RuleMatches rules={rules} />}
      </div>
    </li>
  );
}
