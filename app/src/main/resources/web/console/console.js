// The operator's console: looks once a second at what is in memory, every two seconds at the books.

import { ask, session } from './api.js';
import { chart, round } from './chart.js';
import { element, showAudit, showLanes, showLetters, showSales } from './tables.js';

const LOOK_MS = 1000;
const BOOKS_EVERY = 2;
const AUDIT_EVERY = 5;
const byId = (id) => document.getElementById(id);
const charts = {
  accepted: chart(byId('accepted-chart'), 'Accepted per second'),
  refused: chart(byId('refused-chart'), 'Refused per second'),
  lag: chart(byId('lag-chart'), 'Settle lag in milliseconds'),
};
const reasons = new Map();
const books = new Map();
let before = null;
let draining = false;
let looks = 0;

function trouble(text) {
  byId('trouble').hidden = !text;
  byId('trouble').textContent = text;
}

function show(signedIn) {
  byId('signed-in').hidden = !signedIn;
  byId('signed-out').hidden = signedIn;
  byId('sign-out').hidden = !signedIn;
  byId('drain').hidden = !signedIn;
}

function rates(vitals) {
  const now = Date.parse(vitals.serverTime);
  const seconds = before ? Math.max(0.2, (now - before.at) / 1000) : 1;
  const rate = (code) => (before ? Math.max(0, ((vitals.answers[code] ?? 0) - (before.answers[code] ?? 0)) / seconds) : 0);
  const refused = Object.keys(vitals.answers).filter((code) => code !== 'accepted');
  const each = new Map(refused.map((code) => [code, rate(code)]));
  const accepted = rate('accepted');
  before = { at: now, answers: vitals.answers };
  return { accepted, each, refused: [...each.values()].reduce((sum, one) => sum + one, 0) };
}

function showRates(vitals) {
  const { accepted, each, refused } = rates(vitals);
  byId('accepted-rate').textContent = round(accepted);
  byId('refused-rate').textContent = round(refused);
  charts.accepted.add(accepted);
  charts.refused.add(refused);
  for (const [code, rate] of each) {
    if (!reasons.has(code)) {
      if (reasons.size === 0) { byId('reasons').replaceChildren(); }
      const place = element('div', 'reason');
      const number = element('b');
      place.append(element('span', '', code), number);
      byId('reasons').append(place);
      reasons.set(code, { number, chart: chart(place, `${code} per second`) });
    }
    const reason = reasons.get(code);
    reason.number.textContent = `${round(rate)} /s · ${vitals.answers[code].toLocaleString()} in all`;
    reason.chart.add(rate);
  }
}

function showVitals(vitals) {
  draining = vitals.draining;
  byId('region').textContent = vitals.region;
  byId('node').textContent = vitals.node;
  byId('stores').replaceChildren(...vitals.stores.map((store) =>
    element('span', `pill ${store.up ? 'good' : 'badly'}`, `${store.name} ${store.up ? 'up' : `down ${store.detail}`}`)));
  byId('drain-state').hidden = !draining;
  byId('drain-state').className = 'pill warn';
  byId('drain-state').textContent = 'draining';
  byId('drain').textContent = draining ? 'Sell again' : 'Drain the unit';
  byId('lag').textContent = `${vitals.settleLagMillis.toLocaleString()} ms`;
  charts.lag.add(vitals.settleLagMillis);
  byId('held').textContent = vitals.held.toLocaleString();
  byId('letters-count').textContent = vitals.deadLetters === 1 ? '1 dead letter' : `${vitals.deadLetters} dead letters`;
  showLanes(vitals.lanes);
  showRates(vitals);
}

async function lookAtBooks() {
  const answer = await ask('GET', '/v1/sales');
  if (answer.status !== 200) {
    return;
  }
  const { sales } = answer.body;
  await Promise.all(sales.filter((sale) => sale.position !== 'CLOSED' || !books.has(sale.saleId)).map(async (sale) => {
    const book = await ask('GET', `/v1/sales/${sale.saleId}/book`);
    if (book.status === 200) {
      books.set(sale.saleId, book.body);
    }
  }));
  // a table that is rebuilt under the operator's finger would lose the press
  if (!document.activeElement?.closest('#sales')) {
    showSales(sales, books, act);
  }
}

async function lookAtPapers() {
  const [letters, audit] = await Promise.all([ask('GET', '/v1/dead-letters'), ask('GET', '/v1/audit')]);
  if (letters.status === 200) { showLetters(letters.body.deadLetters, decide); }
  if (audit.status === 200) { showAudit(audit.body.audit); }
}

async function look() {
  if (session.token) {
    const answer = await ask('GET', '/v1/unit/vitals');
    if (answer.status === 200) {
      trouble('');
      show(true);
      showVitals(answer.body);
      if (looks % BOOKS_EVERY === 0) { await lookAtBooks(); }
      if (looks % AUDIT_EVERY === 0) { await lookAtPapers(); }
      looks++;
    } else if (answer.status === 401 || answer.status === 403) {
      byId('login-error').textContent = answer.status === 403 ? 'This token is not an operator’s.' : 'This token is not valid any more.';
      session.end();
      show(false);
    } else {
      trouble('The unit does not answer. The figures are from before.');
    }
  }
  setTimeout(look, LOOK_MS);
}

/** Asks whether it is meant; resolves to the number entered, true, or null. */
function confirmed(title, text, verb, number) {
  byId('confirm-title').textContent = title;
  byId('confirm-text').textContent = text;
  byId('confirm-yes').textContent = verb;
  byId('confirm-label').hidden = !number;
  byId('confirm-number').required = Boolean(number);
  byId('confirm-number').value = number ?? '';
  byId('confirm').returnValue = 'no';
  byId('confirm').showModal();
  return new Promise((done) => {
    byId('confirm').addEventListener('close', () => {
      const yes = byId('confirm').returnValue === 'yes';
      done(yes ? (number ? Number(byId('confirm-number').value) : true) : null);
    }, { once: true });
  });
}

const ASKED = {
  pause: ['Pause', 'Nobody can buy until you resume it. Orders that were accepted go on.'],
  resume: ['Resume', 'It sells again at once, if its window is open.'],
  close: ['Close', 'It ends for good and cannot be opened again.'],
  restock: ['Restock', 'The units are on sale within a second.'],
};

async function act(action, sale) {
  const [verb, text] = ASKED[action];
  const answer = await confirmed(`${verb} ${sale.saleId}?`, text, verb, action === 'restock' ? 100 : undefined);
  if (answer !== null) {
    await told(await ask('POST', `/v1/sales/${sale.saleId}/${action}`, action === 'restock' ? { quantity: answer } : undefined));
  }
}

async function decide(action, letter) {
  const text = action === 'retry' ? 'It is settled once more.' : 'The buyer is told no, and the units go back on sale.';
  if (await confirmed(`${action === 'retry' ? 'Retry' : 'Refuse'} this entry?`, text, action === 'retry' ? 'Retry' : 'Refuse')) {
    await told(await ask('POST', `/v1/dead-letters/${encodeURIComponent(letter.id)}/${action}`));
  }
}

async function told(answer) {
  trouble(answer.status >= 200 && answer.status < 300 ? '' : (answer.body.detail ?? 'The unit does not answer.'));
  document.activeElement?.blur();
  await lookAtBooks();
  await lookAtPapers();
}

byId('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  byId('login-error').textContent = '';
  session.begin(byId('token').value.trim());
  byId('token').value = '';
  looks = 0;
});
byId('sign-out').addEventListener('click', () => { session.end(); show(false); });
byId('drain').addEventListener('click', async () => {
  const verb = draining ? 'Sell again' : 'Drain';
  const text = draining ? 'The unit takes new orders again.' : 'The unit takes no new orders; what was accepted is settled.';
  if (await confirmed(`${verb}?`, text, verb)) {
    await told(await ask('POST', `/v1/unit/${draining ? 'undrain' : 'drain'}`));
  }
});
look();
