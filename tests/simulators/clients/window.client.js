// How many connectors ask: in a window of a name of its own, so that the next attempt uses the same one. Most close it with the answer.
const closes = 'connect-and-close';
const name = new URLSearchParams(location.search).has('closes') ? closes : 'connect';
for (const button of document.querySelectorAll('button[data-address]'))
  button.addEventListener('click', () => window.open(button.dataset.address, name, 'popup,width=640,height=760'));
if (window.name === closes && location.pathname !== '/window') window.close();
