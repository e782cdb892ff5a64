/**
 * The script of the simulated consent page. It draws the response of `/api/oauth-sim/view`;
 * `view.ts` defines its shapes.
 */

const main = document.querySelector('main');
/** The positions of optional lines that are turned off on the page itself. */
const off = new Set();
let portal = /^\/oauth\/(\d+)\/authorize$/.exec(location.pathname)?.[1] ?? '';

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function load() {
  const response = await fetch(`/api/oauth-sim/view${location.search}`, { headers: { 'x-sim-portal': portal } });
  const view = await response.json();
  if (view.portal) portal = view.portal;
  screens[view.kind](view);
}

const screens = {
  'signed-out': () => location.reload(),
  region: (view) => location.replace(`https://${view.host}${location.pathname}${location.search}`),
  approved: (view) => decide('grant', view),
  accounts: drawAccounts,
  error: drawError,
  consent: drawConsent,
};

function drawAccounts(view) {
  const rows = view.accounts.map((account, index) =>
    element(
      'label',
      { className: 'row' },
      element('input', { type: 'radio', name: 'account', value: account.id, checked: index === 0 }),
      element('span', { textContent: account.name }),
      element('span', { className: 'quiet', textContent: account.domain }),
    ),
  );
  const button = element('button', { type: 'button', className: 'primary', textContent: view.button });
  button.addEventListener('click', () => {
    portal = main.querySelector('input:checked').value;
    main.replaceChildren();
    load();
  });
  main.replaceChildren(
    element('h1', { textContent: view.heading }),
    element('fieldset', {}, ...rows),
    element('div', { className: 'actions' }, button),
  );
}

function drawError(view) {
  const parts = [element('h1', { textContent: view.heading }), element('p', { textContent: view.sentence })];
  if (view.items.length > 0) parts.push(element('ul', {}, ...view.items.map((item) => element('li', { textContent: item }))));
  if (view.approval) {
    const button = element('button', { type: 'button', textContent: view.approval.button });
    button.addEventListener('click', () => button.replaceWith(element('p', { textContent: view.approval.answer })));
    parts.push(element('div', { className: 'actions' }, button));
  }
  main.replaceChildren(...parts);
}

function drawConsent(view) {
  const unknown = view.layout === 'unknown';
  const list = element('div');
  const grant = element('button', { type: 'button', className: 'primary', textContent: view.grant });
  const cancel = element('button', { type: 'button', textContent: view.cancel });
  grant.addEventListener('click', () => decide('grant', view));
  cancel.addEventListener('click', () => decide('cancel', view));

  const parts = [element(unknown ? 'div' : 'h1', { className: 'title', textContent: view.heading })];
  if (view.banner) parts.push(element('p', { className: 'banner', textContent: view.banner }));
  main.replaceChildren(...parts, list, element('div', { className: 'actions' }, grant, cancel));
  drawList(list, view);
  redraw(list, view, view.rerender);
}

/**
 * Draws the list again, because frameworks replace lists at any time. `data-renders` lets a test
 * wait for the last time.
 */
function redraw(list, view, left) {
  if (left === 0) {
    main.dataset.renders = String(view.rerender + 1);
    return;
  }
  setTimeout(() => {
    drawList(list, view);
    redraw(list, view, left - 1);
  }, 5);
}

function drawList(list, view) {
  const unknown = view.layout === 'unknown';
  list.replaceChildren(
    ...view.groups.flatMap((group) => [
      element(unknown ? 'div' : 'h2', { className: 'group', textContent: group.heading }),
      element(unknown ? 'div' : 'ul', {}, ...group.lines.map((line) => drawLine(line, view.layout))),
    ]),
  );
}

function drawLine(line, layout) {
  if (layout === 'unknown') return element('div', { className: 'line' }, element('span', { textContent: line.text }));
  if (layout !== 'switches' || !line.optional) return element('li', { textContent: line.text });
  const box = element('input', { type: 'checkbox', checked: !off.has(line.position) });
  box.addEventListener('change', () => (box.checked ? off.delete(line.position) : off.add(line.position)));
  return element('li', {}, element('label', {}, box, ` ${line.text}`));
}

async function decide(action, view) {
  const target = `/api/oauth-sim/decision${location.search}`;
  const fields = [['portal', portal], ['action', action], ...[...off].map((position) => ['off', String(position)])];
  if (view.redirectBy === 'server') {
    const inputs = fields.map(([name, value]) => element('input', { type: 'hidden', name, value }));
    const form = element('form', { method: 'post', action: target, hidden: true }, ...inputs);
    document.body.append(form);
    form.submit();
    return;
  }
  const response = await fetch(target, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(fields) });
  if (!response.ok) return location.reload();
  location.assign((await response.json()).location);
}

load();
