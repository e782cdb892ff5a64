// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { pageReader } from '@/providers/hubspot/page';

function read(html: string) {
  document.body.innerHTML = html;
  const answer = pageReader.read(document);
  return answer.state === 'ready' ? answer : null;
}

describe('the page reader of HubSpot', () => {
  it('waits while the page shows only a skeleton', () => {
    expect(read('<main></main>')).toBeNull();
    expect(read('<main><div class="skeleton"></div></main>')).toBeNull();
    expect(read('<nav><button>Menu</button></nav><main></main>')).toBeNull();
  });

  it('reads headings, innermost list lines and loose text, each once', () => {
    const snapshot = read(`<nav><ul><li>Menu</li></ul></nav><main>
      <h1> Connect  Clay\n to HubSpot </h1><p class="banner">Not <b>verified</b></p>
      <h2>CRM</h2><ul><li>View contact records</li><li>Outer<ul><li>View deals</li></ul></li></ul>
      <div role="list"><div role="listitem">View leads</div></div><button>Grant access</button></main>`);
    expect(snapshot?.snapshot).toEqual({
      headings: ['Connect Clay to HubSpot', 'CRM'],
      paragraphs: ['Not verified', 'verified'],
      lines: ['View contact records', 'View deals', 'View leads'],
      username: null,
      lineScopes: [],
      switches: 0,
    });
    expect(snapshot?.lineElements).toHaveLength(3);
  });

  it('counts only the switches that the user can turn', () => {
    const snapshot = read(`<main><ul><li><input type="checkbox"> a</li><li><input type="checkbox" disabled> b</li>
      <li><span role="switch" aria-checked="true"></span> c</li><li>d</li></ul></main>`);
    expect(snapshot?.snapshot.switches).toBe(2);
  });

  it('A9: limits how much it reads and treats markup as text', () => {
    const snapshot = read(`<main><h1>${'x'.repeat(5000)}</h1><ul>${'<li>&lt;img onerror=alert(1)&gt;</li>'.repeat(900)}</ul></main>`);
    expect(snapshot?.snapshot.headings[0]).toHaveLength(600);
    expect(snapshot?.snapshot.lines).toHaveLength(400);
    expect(snapshot?.snapshot.lines[0]).toBe('<img onerror=alert(1)>');
  });
});
