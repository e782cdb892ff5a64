// How many connectors ask: in a window of a name of its own, so that the next attempt uses the same one.
for (const button of document.querySelectorAll('button[data-address]'))
  button.addEventListener('click', () => window.open(button.dataset.address, 'connect', 'popup,width=640,height=760'));
