import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkTo, readRoute } from '@/entrypoints/workbench/route';

describe('the route of the workbench', () => {
  it('is the view and its path, whatever they contain', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string({ unit: 'binary' })), (view, path) => {
        const safe = path.map((part) => part.toWellFormed());
        expect(readRoute(linkTo(view.toWellFormed(), ...safe))).toEqual({ view: view.toWellFormed(), path: safe });
      }),
    );
  });

  it('keeps a part that is not encoded correctly', () => {
    expect(readRoute('#review/%E0%A4%A/2')).toEqual({ view: 'review', path: ['%E0%A4%A', '2'] });
    expect(readRoute('')).toEqual({ view: '', path: [] });
  });
});
