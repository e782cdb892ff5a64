/** Names that tell apart what was opened. */
import { describe, expect, it } from 'vitest';
import { factsApart, sourceNames } from '../../../entrypoints/workbench/sources';

const item = (id: string, name: string | null) => ({ id, name, size: 1, opened: null, joinedInto: null });

describe('what was opened', () => {
  it('is called by its file, and pasted texts have numbers if there are several', () => {
    expect([...sourceNames([item('1', null), item('2', 'a.har')]).values()]).toEqual(['Pasted text', 'a.har']);
    expect([...sourceNames([item('1', null), item('2', 'a.har'), item('3', null)]).values()]).toEqual([
      'Pasted text 1',
      'a.har',
      'Pasted text 2',
    ]);
  });
});

describe('the facts that tell entries apart', () => {
  const entry = (name: string, ...facts: string[]) => ({ name, facts });

  it('are none for a name that no other entry has', () => {
    expect(factsApart([entry('Clay', 'a.example', 'entry 1'), entry('Gong', 'a.example', 'entry 2')])).toEqual(['', '']);
  });

  it('are those that differ, and the place only if nothing else does', () => {
    const entries = [
      entry('Clay', '1', 'a.example', 'entry 1'),
      entry('Clay', '1', 'b.example', 'entry 2'),
      entry('Gong', '', 'c.example', 'entry 3'),
      entry('Gong', '', 'c.example', 'entry 4'),
      entry('Gong', '7', 'c.example', 'entry 5'),
    ];
    expect(factsApart(entries)).toEqual(['a.example', 'b.example', 'entry 3', 'entry 4', '7 \u00b7 entry 5']);
  });
});
