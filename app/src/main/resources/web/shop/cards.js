// The cards of the sales: what is on them, and the press of the button.

import { session, shopNow } from './api.js';
import { buy } from './buying.js';
import { money, refusal, span } from './words.js';

const template = document.getElementById('sale-card');
const list = document.getElementById('sales');
const cards = new Map();

const CHIPS = {
  SCHEDULED: ['Soon', ''], PAUSED: ['Paused', 'warn'], SOLD_OUT: ['Sold out', 'bad'], CLOSED: ['Over', ''],
};
const LEFT = { PLENTY: ['In stock', 'good'], FEW: ['Only a few left', 'warn'], NONE: ['Sold out', 'bad'] };

function chipOf(sale) {
  return CHIPS[stateNow(sale)] ?? LEFT[sale.availability];
}

/** The state by the shop's clock, so that a button wakes up on the second and not with the next answer. */
function stateNow(sale) {
  if (sale.state === 'SCHEDULED' && shopNow() >= Date.parse(sale.opensAt)) {
    return 'OPEN';
  }
  return sale.state === 'OPEN' && shopNow() >= Date.parse(sale.closesAt) ? 'CLOSED' : sale.state;
}

function make(saleId) {
  const node = template.content.firstElementChild.cloneNode(true);
  const part = (selector) => node.querySelector(selector);
  const card = {
    node, image: part('img'), chip: part('.chip'), name: part('.name'), price: part('.price'), when: part('.when'),
    terms: part('.terms'), quantity: part('.quantity'), button: part('button'), note: part('.note'), sale: null, busy: false,
  };
  card.quantity.id = `quantity-${saleId}`;
  part('label').htmlFor = card.quantity.id;
  card.name.id = `name-${saleId}`;
  card.button.setAttribute('aria-describedby', card.name.id);
  list.append(node);
  cards.set(saleId, card);
  return card;
}

function fill(card, sale) {
  card.sale = sale;
  card.name.textContent = sale.name;
  card.price.textContent = money(sale.price, sale.currency);
  const terms = [`At most ${sale.perBuyerLimit} per buyer`];
  if (sale.allowListOnly) { terms.push('for invited buyers'); }
  if (sale.minLevel > 0) { terms.push(`from level ${sale.minLevel}`); }
  if (sale.minAccountAgeDays > 0) { terms.push(`accounts of ${sale.minAccountAgeDays} days or more`); }
  card.terms.textContent = terms.join(' · ');
  if (sale.picture && card.image.getAttribute('src') !== sale.picture) {
    card.image.src = sale.picture;
    card.image.hidden = false;
  }
  const most = Math.min(sale.perBuyerLimit, 10);
  card.quantity.hidden = most === 1;
  if (card.quantity.length !== most) {
    const chosen = card.quantity.value;
    card.quantity.replaceChildren(...Array.from({ length: most }, (_, i) => new Option(String(i + 1))));
    card.quantity.value = chosen && Number(chosen) <= most ? chosen : '1';
  }
}

/** Shows time and buttons as they are this second. */
export function tick() {
  for (const card of cards.values()) {
    const { sale } = card;
    const state = stateNow(sale);
    const [word, tone] = chipOf(sale);
    card.chip.textContent = word;
    card.chip.className = `chip ${tone}`;
    if (state === 'SCHEDULED') {
      card.when.textContent = `Opens in ${span(Date.parse(sale.opensAt) - shopNow())}`;
    } else if (state === 'CLOSED') {
      card.when.textContent = 'Over';
    } else {
      card.when.textContent = `Ends in ${span(Date.parse(sale.closesAt) - shopNow())}`;
    }
    const possible = state === 'OPEN' || state === 'SOLD_OUT';
    card.button.disabled = card.busy || !possible;
    card.button.setAttribute('aria-busy', String(card.busy));
    card.node.classList.toggle('over', state === 'CLOSED');
    card.button.classList.toggle('again', state === 'SOLD_OUT');
    card.button.textContent = label(state, card.busy);
  }
}

function label(state, busy) {
  if (busy) { return 'Asking…'; }
  return { SCHEDULED: 'Not open yet', PAUSED: 'Paused', CLOSED: 'Over', SOLD_OUT: 'Try anyway' }[state] ?? 'Buy';
}

function say(card, text, tone) {
  card.note.hidden = !text;
  card.note.textContent = text;
  card.note.className = `note ${tone}`;
}

function linkToOrders() {
  const link = document.createElement('a');
  link.href = '#orders-section';
  link.textContent = 'See your order';
  return link;
}

/** Shows the sales; `bought` is told the id and the trace of an order, `signIn` asks for a login and says whether there is one. */
export function show(sales, bought, signIn) {
  list.setAttribute('aria-busy', 'false');
  document.getElementById('no-sales').hidden = sales.length > 0;
  const names = new Set(sales.map((sale) => sale.saleId));
  for (const [saleId, card] of cards) {
    if (!names.has(saleId)) {
      card.node.remove();
      cards.delete(saleId);
    }
  }
  for (const sale of sales) {
    const known = cards.get(sale.saleId);
    const card = known ?? make(sale.saleId);
    fill(card, sale);
    if (!known) {
      card.button.addEventListener('click', () => press(card, bought, signIn));
    }
  }
  tick();
}

async function press(card, bought, signIn) {
  if (card.busy || (!session.token && !(await signIn()))) {
    return;
  }
  card.busy = true;
  say(card, '', '');
  tick();
  try {
    const answer = await buy(card.sale.saleId, Number(card.quantity.value), (text) => say(card, text, ''));
    if (answer.status === 200 || answer.status === 202) {
      say(card, 'Accepted! ', 'good');
      card.note.append(linkToOrders());
      bought(answer.body.orderId, answer.trace);
    } else {
      say(card, refusal(answer), answer.body.code === 'sold-out' || answer.status === 403 ? 'bad' : '');
      if (answer.status === 401) {
        signIn();
      }
    }
  } finally {
    card.busy = false;
    tick();
  }
}
