// The tables of the console: sales with their books, lanes, dead letters, audit.

const byId = (id) => document.getElementById(id);

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) { made.className = className; }
  if (text !== undefined) { made.textContent = text; }
  return made;
}

function row(...cells) {
  const made = document.createElement('tr');
  for (const cell of cells) {
    const td = document.createElement('td');
    td.append(cell);
    made.append(td);
  }
  return made;
}

function button(text, pressed) {
  const made = element('button', '', text);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

function empty(columns, text) {
  const made = document.createElement('tr');
  const cell = element('td', 'muted', text);
  cell.colSpan = columns;
  made.append(cell);
  return made;
}

function stateOf(sale, book) {
  const now = Date.parse(sale.serverTime);
  if (sale.position !== 'ON') { return [sale.position, sale.position === 'PAUSED' ? 'warn' : '']; }
  if (now < Date.parse(sale.opensAt)) { return ['SCHEDULED', '']; }
  if (now >= Date.parse(sale.closesAt)) { return ['OVER', '']; }
  if (sale.phase !== 'OPEN') { return [sale.phase, 'badly']; }
  return book && book.available + book.inTransfer === 0 ? ['SOLD OUT', 'warn'] : ['SELLING', 'good'];
}

function windowOf(sale) {
  const short = (text) => element('span', 'once', new Date(text).toLocaleString(undefined,
    { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }));
  const made = element('div');
  made.append(short(sale.opensAt), ' – ', short(sale.closesAt));
  return made;
}

const PARTS = [['available', 'available'], ['inTransfer', 'transfer'], ['accepted', 'accepted'], ['confirmed', 'confirmed'], ['paid', 'paid']];

function bookOf(sale, book) {
  const whole = element('div', 'book');
  if (!book) {
    whole.append(element('span', 'muted', 'reading…'));
    return whole;
  }
  const bar = element('div', 'bar');
  for (const [member, className] of PARTS) {
    const part = element('i', className);
    part.style.flexGrow = String(book[member]);
    part.style.flexBasis = '0';
    bar.append(part);
  }
  bar.setAttribute('role', 'img');
  bar.setAttribute('aria-label', PARTS.map(([member]) => `${member} ${book[member]}`).join(', '));
  const figures = PARTS.filter(([member]) => book[member] > 0).map(([member]) => `${book[member].toLocaleString()} ${member}`);
  whole.append(bar, element('span', 'muted', `${figures.join(' · ')} of ${book.allotted.toLocaleString()}`));
  return whole;
}

/** Shows the sales; `act(action, sale)` is told what was pressed. */
export function showSales(sales, books, act) {
  byId('sales').replaceChildren(...sales.map((sale) => {
    const book = books.get(sale.saleId);
    const [state, tone] = stateOf(sale, book);
    const name = element('div');
    name.append(element('strong', '', sale.saleId), element('div', 'muted', `${sale.sku} · epoch ${sale.epoch} · ${sale.lanes} ${sale.lanes === 1 ? 'lane' : 'lanes'}`));
    const balanced = element('span', `pill ${!book ? '' : book.balanced ? 'good' : 'badly'}`, !book ? '–' : book.balanced ? 'balanced' : 'NOT balanced');
    const actions = element('div', 'row');
    if (sale.position === 'ON') { actions.append(button('Pause', () => act('pause', sale))); }
    if (sale.position === 'PAUSED') { actions.append(button('Resume', () => act('resume', sale))); }
    if (sale.position !== 'CLOSED') {
      actions.append(button('Restock', () => act('restock', sale)), button('Close', () => act('close', sale)));
    }
    return row(name, element('span', `pill ${tone}`, state), windowOf(sale), bookOf(sale, book), balanced, actions);
  }));
  if (sales.length === 0) {
    byId('sales').replaceChildren(empty(6, 'No sale yet. ./doorbuster sale create makes one.'));
  }
}

export function showLanes(lanes) {
  byId('lanes').replaceChildren(...lanes.map((lane) => row(
    `${lane.sale} : ${lane.lane}`,
    element('span', `pill ${lane.phase === 'OPEN' ? 'good' : 'badly'}`, lane.phase),
    lane.available.toLocaleString(),
  )));
  if (lanes.length === 0) {
    byId('lanes').replaceChildren(empty(3, 'No lane is open.'));
  }
}

/** Shows the dead letters; `decide(action, letter)` is told what was pressed. */
export function showLetters(letters, decide) {
  byId('letters').replaceChildren(...letters.map((letter) => {
    const actions = element('div', 'row');
    actions.append(button('Retry', () => decide('retry', letter)), button('Refuse', () => decide('refuse', letter)));
    return row(`${letter.quantity} × ${letter.saleId} ${letter.orderId.slice(0, 12)}…`, letter.reason, new Date(letter.since).toLocaleTimeString(), actions);
  }));
  if (letters.length === 0) {
    byId('letters').replaceChildren(empty(4, 'None. Every entry found its way.'));
  }
}

export function showAudit(entries) {
  byId('audit').replaceChildren(...entries.map((entry) => row(
    element('span', 'once', new Date(entry.at).toLocaleString()), element('span', 'once', entry.actor),
    element('span', 'once', entry.action), element('span', 'once', entry.subject), element('div', 'detail', entry.detail))));
  if (entries.length === 0) {
    byId('audit').replaceChildren(empty(5, 'Nothing was changed yet.'));
  }
}
