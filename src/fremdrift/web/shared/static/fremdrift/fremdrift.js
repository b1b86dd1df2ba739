// Menus are <details> and work without this script. It closes an open one on Escape,
// on a click outside it, and when focus leaves it.
const menus = 'details.fd-menu[open], details.fd-phone-menu[open]';

function closeOthers(inside) {
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(inside)) menu.open = false;
  }
}

document.addEventListener('click', (event) => closeOthers(event.target));
document.addEventListener('focusin', (event) => closeOthers(event.target));
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest(menus);
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// Forms with drafts: htmx sends what is typed (see _draft.html). Here is what it cannot know by itself:
// whether all is kept, that a form waits for the draft on its way, and what to do when an answer fails.
const keeperOf = (form) => form && form.querySelector('[data-draft]');
const unkept = () => [...document.forms].filter((form) => form.dataset.typed && !form.dataset.sending);

function keepAll() {
  for (const form of unkept()) htmx.trigger(keeperOf(form), 'keep');
}

document.addEventListener('input', ({ target: { form } }) => {
  if (keeperOf(form)) form.dataset.typed = Number(form.dataset.typed || 0) + 1;
  else if (form && form.method === 'post') form.dataset.changed = 'yes'; // it has no draft
});

document.addEventListener('htmx:beforeRequest', (event) => {
  const form = event.target.matches('[data-draft]') && event.target.closest('form');
  if (!form) return;
  if (form.dataset.sending) event.preventDefault();
  else form.dataset.onItsWay = form.dataset.typed || 'all';
});

document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  const form = target.matches('[data-draft]') && target.closest('form');
  if (!form) return;
  if (detail.successful && !signedOut(detail.xhr)) {
    if (form.dataset.typed === form.dataset.onItsWay) delete form.dataset.typed;
  } else if (form.dataset.onItsWay) {
    const refused = [400, 413, 422].includes(detail.xhr.status); // to send the same again would not help
    target.querySelector('.fd-saved').textContent = refused ? target.dataset.refused : target.dataset.failed;
    if (detail.xhr.status === 403) renew().then((fine) => fine && htmx.trigger(target, 'keep'));
    else if (!refused) setTimeout(keepAll, 3000);
  }
  delete form.dataset.onItsWay;
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  const keeper = keeperOf(form);
  if (!keeper && !form.matches('[data-unkept]')) return;
  form.dataset.sending = 'yes';
  if (!form.dataset.onItsWay) return;
  event.preventDefault(); // the draft's answer says which draft is to go when the form is saved
  keeper.addEventListener('htmx:afterRequest', () => {
    delete form.dataset.onItsWay;
    form.requestSubmit(event.submitter);
  }, { once: true });
});

// Whoever signs out has what is typed kept first: afterwards there is nobody whose draft it would be.
document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.closest('.fd-signout') || form.dataset.kept) return;
  const waiting = unkept();
  if (!waiting.length) return;
  event.preventDefault();
  form.dataset.kept = 'yes';
  await Promise.allSettled(waiting.map(sendDraft));
  for (const one of waiting) delete one.dataset.typed;
  form.requestSubmit(event.submitter);
});

document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keepAll());

function sendDraft(form) {
  const address = keeperOf(form).getAttribute('hx-post');
  return fetch(address, { method: 'POST', body: new FormData(form), keepalive: true, headers: { 'HX-Request': 'true' } });
}

window.addEventListener('pagehide', () => unkept().forEach(sendDraft));

window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sending;
});

// A form that keeps no draft but holds much, as a week of attendance, asks before one leaves it.
window.addEventListener('beforeunload', (event) => {
  if (document.querySelector('form[data-unkept][data-changed]:not([data-sending])')) event.preventDefault();
});

// What is told beside a form is read aloud once, not at each draft.
document.addEventListener('htmx:oobBeforeSwap', (event) => {
  const words = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  if (event.detail.target.id === 'draft-told' && words(event.detail.target) === words(event.detail.fragment)) {
    event.preventDefault();
  }
});

// Time: a warning five minutes before one is signed out, in all windows alike, and a way back when it is too late.
const idle = document.getElementById('idle');
const others = new BroadcastChannel('fremdrift');
const signedOut = (xhr) => Boolean(xhr.getResponseHeader('HX-Retarget'));
const WARNING = 5 * 60 * 1000;
let alive = Date.now();

function heard() {
  alive = Date.now();
  if (idle && idle.open && !idle.querySelector('[data-warning]').hidden) idle.close();
}

function answered() {
  heard();
  others.postMessage('alive');
}

// Ask for a token that holds, for whoever has signed in since; nothing is sent in another person's name.
async function renew() {
  const answer = await fetch(idle.dataset.stay).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return false;
  const { user, token } = await answer.json();
  if (String(user) !== idle.dataset.user) return false;
  for (const field of document.querySelectorAll('[name=csrfmiddlewaretoken]')) field.value = token;
  delete idle.dataset.told;
  answered();
  return true;
}

function show(part) {
  for (const name of ['warning', 'over']) idle.querySelector(`[data-${name}]`).hidden = name !== part;
  idle.setAttribute('aria-labelledby', part === 'over' ? 'over-title' : 'idle-title');
  idle.setAttribute('aria-describedby', part === 'over' ? 'over-text' : 'idle-text');
  if (!idle.open) idle.showModal();
}

function over() {
  const back = `${idle.dataset.signin}?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (unkept().length === 0 && !document.querySelector('form[data-changed]')) return location.assign(back);
  if (idle.dataset.told) return; // once: whoever goes back to the text may copy it in peace
  idle.dataset.told = 'yes';
  idle.querySelector('[data-over] a').href = back;
  show('over');
}

function look() {
  const lasts = Number(idle.dataset.seconds) * 1000;
  const quiet = Date.now() - alive;
  if (quiet >= lasts) over();
  else if (quiet >= lasts - WARNING && !idle.open) {
    if (unkept().length) return keepAll(); // which is a sign of life by itself
    const language = document.documentElement.lang === 'en' ? 'en-GB' : 'da-DK';
    const at = new Date(alive + lasts).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
    idle.querySelector('[data-at]').textContent = at;
    idle.querySelector('[data-kept]').hidden = !document.querySelector('[data-draft]');
    show('warning');
  }
}

if (idle) {
  others.postMessage('alive'); // this page came from the server just now
  others.addEventListener('message', heard);
  setInterval(look, 5000);
  window.addEventListener('focus', () => (idle.dataset.told ? renew() : look()));
  document.addEventListener('htmx:afterRequest', ({ detail }) => detail.successful && !signedOut(detail.xhr) && answered());
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (!signedOut(event.detail.xhr) || !event.detail.requestConfig.elt.matches('[data-draft]')) return;
    event.detail.shouldSwap = false;
    over();
  });
  idle.querySelector('[data-stay-here]').addEventListener('click', () => idle.close());
  idle.querySelector('[data-close]').addEventListener('click', () => idle.close());
  idle.addEventListener('close', () => {
    renew().then((fine) => fine || over());
  });
}

for (const unneeded of document.querySelectorAll('[data-without-script]')) unneeded.hidden = true;

// Printing without the browser's menu.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
