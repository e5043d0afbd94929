// Starts the popup, and says so if it stops: what the module cannot show any more must never be silence.

import init, { start } from './webhook_autofill.js';

const SENTENCE = 'Something went wrong inside the extension. Nothing more is done. Try again, or reload the extension.';

function showFailure() {
  const status = /** @type {HTMLElement} */ (document.getElementById('status'));
  const content = /** @type {HTMLElement} */ (document.getElementById('content'));
  const again = document.createElement('button');
  again.id = 'primary';
  again.type = 'button';
  again.textContent = 'Try again';
  again.addEventListener('click', () => location.reload());
  status.textContent = SENTENCE;
  content.replaceChildren(again);
  document.body.dataset.state = 'error';
  again.focus();
}

addEventListener('error', showFailure);
addEventListener('unhandledrejection', showFailure);

await init();
start();
