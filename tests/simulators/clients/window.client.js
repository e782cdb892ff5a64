// Opens the request in a named window, as many connectors do, so that the next attempt reuses it.
// Most close it at the callback.
const closes = 'connect-and-close';
const name = new URLSearchParams(location.search).has('closes') ? closes : 'connect';
for (const button of document.querySelectorAll('button[data-address]'))
  button.addEventListener('click', () => window.open(button.dataset.address, name, 'popup,width=640,height=760'));
if (window.name === closes && location.pathname !== '/window') window.close();
