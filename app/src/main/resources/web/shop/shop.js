// The storefront: signs in, shows sales and orders, keeps both fresh.

import { ask, jittered, session, shopNow } from './api.js';
import * as cards from './cards.js';
import * as orders from './orders.js';
import { refusal } from './words.js';

const byId = (id) => document.getElementById(id);
let signedIn = null;

function showWho() {
  byId('who-name').textContent = session.name ?? '';
  byId('sign-in').hidden = Boolean(session.token);
  byId('sign-out').hidden = !session.token;
  byId('orders-section').hidden = !session.token;
}

/** Asks for a login; resolves to whether there is one now. */
function signIn() {
  byId('login-error').hidden = true;
  byId('login').showModal();
  return new Promise((done) => { signedIn = done; });
}

function closeLogin(success) {
  byId('login').close();
  signedIn?.(success);
  signedIn = null;
}

async function submitLogin(event) {
  event.preventDefault();
  const pasted = byId('login-jwt').value.trim();
  if (pasted) {
    begin(pasted, 'Signed in');
    return;
  }
  const name = byId('login-name').value.trim();
  const answer = await ask('POST', '/dev/login', { body: { buyer: name } });
  if (answer.status === 200) {
    begin(answer.body.token, name);
  } else if (answer.status === 404) {
    byId('login-local').hidden = true;
    byId('login-name').required = false;
    byId('login-token').hidden = false;
    byId('login-jwt').focus();
  } else {
    byId('login-error').hidden = false;
    byId('login-error').textContent = refusal(answer);
  }
}

function begin(token, name) {
  session.begin(token, name);
  showWho();
  orders.load();
  closeLogin(true);
}

function signOut() {
  session.end();
  orders.clear();
  showWho();
}

async function refresh() {
  const answer = await ask('GET', '/v1/sales');
  let wait = 5000;
  if (answer.status === 200) {
    byId('region').textContent = answer.body.regionName;
    orders.learnNames(answer.body.sales);
    cards.show(answer.body.sales, (orderId, trace) => orders.watch(orderId, null, trace), signIn);
    wait = answer.body.askAgainMs ?? wait;
  }
  setTimeout(refresh, jittered(wait));
}

function showClock() {
  const now = new Date(shopNow());
  byId('shop-clock').textContent = now.toLocaleTimeString();
  byId('shop-clock').dateTime = now.toISOString();
  cards.tick();
  orders.tick();
}

function showLine() {
  byId('offline').hidden = navigator.onLine;
}

byId('sign-in').addEventListener('click', () => { signIn(); });
byId('sign-out').addEventListener('click', signOut);
byId('login-form').addEventListener('submit', submitLogin);
byId('login-cancel').addEventListener('click', () => closeLogin(false));
byId('login').addEventListener('cancel', () => closeLogin(false));
window.addEventListener('online', showLine);
window.addEventListener('offline', showLine);

showWho();
showLine();
await refresh();
if (session.token) {
  orders.load();
}
setInterval(showClock, 500);
showClock();
