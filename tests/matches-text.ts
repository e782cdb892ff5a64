import { recognizeErrors } from '@/utils/diagnosis/recognize';

/** Whether an error rule with this wording recognizes the text of a page. `*` matches any text. */
export function matchesText(wording: string, text: string): boolean {
  const rule = {
    id: 'test',
    surface: 'page' as const,
    severity: 'blocker' as const,
    actor: 'you' as const,
    texts: [{ language: 'en', text: wording }],
    source: { title: 'Test', accessedOn: '2026-11-22' },
  };
  return recognizeErrors([rule], [], [text], []).state === 'recognized';
}
