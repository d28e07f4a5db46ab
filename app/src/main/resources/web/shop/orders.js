// My orders: each is followed until it is final.

import { ask, follow, shopNow } from './api.js';
import { end, headersOf } from './trace.js';
import { refusal, span, stateWords, story } from './words.js';

const template = document.getElementById('order-row');
const list = document.getElementById('orders');
const rows = new Map();
let names = new Map();

function make(orderId) {
  const node = template.content.firstElementChild.cloneNode(true);
  const part = (selector) => node.querySelector(selector);
  const row = {
    node, title: part('.title'), state: part('.state'), story: part('.story'), timeline: part('.timeline'),
    cancel: part('.cancel'), note: part('.note'), order: null, gone: false,
  };
  part('.id').textContent = orderId;
  row.cancel.addEventListener('click', () => cancel(row));
  list.prepend(node);
  rows.set(orderId, row);
  return row;
}

function fill(row, order) {
  row.order = order;
  row.title.textContent = `${order.quantity} × ${names.get(order.saleId) ?? order.saleId}`;
  row.state.textContent = stateWords[order.state] ?? order.state;
  row.state.className = `state ${order.state}`;
  row.timeline.replaceChildren(...(order.timeline ?? []).map((step) => {
    const item = document.createElement('li');
    item.textContent = `${stateWords[step.state] ?? step.state} ${new Date(step.at).toLocaleTimeString()}`;
    return item;
  }));
  row.cancel.hidden = order.state !== 'CONFIRMED' && order.state !== 'ACCEPTED';
  tickRow(row);
}

function tickRow(row) {
  if (row.order) {
    const left = row.order.payBy ? span(Date.parse(row.order.payBy) - shopNow()) : '';
    const text = story(row.order, left);
    if (row.story.textContent !== text) {
      row.story.textContent = text;
    }
  }
}

export function tick() {
  rows.forEach(tickRow);
}

async function cancel(row) {
  row.cancel.disabled = true;
  const answer = await ask('DELETE', `/v1/orders/${row.order.orderId}`);
  row.cancel.disabled = false;
  row.note.hidden = answer.status === 200;
  row.note.textContent = answer.status === 200 ? '' : refusal(answer);
  if (answer.status === 200) {
    fill(row, answer.body);
  }
}

/** Begins to follow an order; its trace is over when it is settled. */
export function watch(orderId, first, trace) {
  document.getElementById('no-orders').hidden = true;
  const known = rows.get(orderId);
  const row = known ?? make(orderId);
  if (first) {
    fill(row, first);
  }
  if (!known && (!first || first.askAgainMs)) {
    const told = (order) => {
      fill(row, order);
      if (order.state !== 'ACCEPTED') {
        end(trace, order.state);
      }
    };
    follow(orderId, told, () => row.gone, () => headersOf(trace));
  }
}

export function learnNames(sales) {
  names = new Map(sales.map((sale) => [sale.saleId, sale.name]));
}

/** Shows all orders of who is signed in. */
export async function load() {
  const answer = await ask('GET', '/v1/orders');
  if (answer.status === 200) {
    for (const order of [...answer.body.orders].reverse()) {
      watch(order.orderId, order);
    }
  }
}

/** Forgets everything, as when somebody signs out. */
export function clear() {
  rows.forEach((row) => { row.gone = true; });
  rows.clear();
  list.replaceChildren();
  document.getElementById('no-orders').hidden = false;
}
