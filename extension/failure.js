// Says that the module has stopped: what it cannot show any more must never be silence.

/** @param {string} name of a message in `_locales` */
const say = (name) => chrome.i18n.getMessage(name);

/** Made anew: nobody knows what is left of the page. */
function showFailure() {
  const status = document.createElement('p');
  status.id = 'status';
  status.role = 'alert';
  status.textContent = say('failure');
  const again = document.createElement('button');
  again.id = 'primary';
  again.type = 'button';
  again.textContent = say('buttonTryAgain');
  again.addEventListener('click', () => location.reload());
  const form = document.createElement('form');
  form.append(again);
  const main = document.createElement('main');
  main.append(status, form);
  document.body.replaceChildren(main);
  document.body.dataset.state = 'error';
  again.focus();
}

addEventListener('error', showFailure);
addEventListener('unhandledrejection', showFailure);
