// What the page asks of the shop. Nothing here touches the document.

const TOKEN = 'doorbuster.token';
const NAME = 'doorbuster.name';
let clockOffset = 0;
let share = null;

export const session = {
  get token() { return sessionStorage.getItem(TOKEN); },
  get name() { return sessionStorage.getItem(NAME); },
  begin(token, name) { sessionStorage.setItem(TOKEN, token); sessionStorage.setItem(NAME, name); },
  end() { sessionStorage.clear(); },
};

/** The shop's clock: the server's time as of its last answer, carried on by this machine's. */
export function shopNow() {
  return Date.now() + clockOffset;
}

/** The share of purchases to trace, as the unit last said; null when it said nothing. */
export function traceShare() {
  return share;
}

function setClock(serverTime, sentAt) {
  if (serverTime) {
    clockOffset = Date.parse(serverTime) - (sentAt + Date.now()) / 2;
  }
}

function parseShare(answer) {
  const said = answer.headers.get('X-Trace-Share');
  return said === null ? null : Number(said);
}

/** Waits as long as the server asked for, with a jitter of a quarter, so that pages do not ask in step. */
export function jittered(ms) {
  return ms * (0.75 + Math.random() * 0.5);
}

/** One request. Answers {status, body, retryAfter}; status 0 when no answer came in time. */
export async function ask(method, path, { body, headers = {}, timeoutMs = 10_000 } = {}) {
  const sentAt = Date.now();
  const all = { ...headers };
  if (session.token) {
    all.Authorization = `Bearer ${session.token}`;
  }
  if (body !== undefined) {
    all['Content-Type'] = 'application/json';
  }
  try {
    const answer = await fetch(path, {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      cache: 'no-store',
    });
    const json = (answer.headers.get('Content-Type') ?? '').includes('json') ? await answer.json() : {};
    share = path === '/v1/sales' ? parseShare(answer) : share;
    setClock(json.serverTime ?? json.sales?.[0]?.serverTime, sentAt);
    return { status: answer.status, body: json, retryAfter: Number(answer.headers.get('Retry-After') ?? 0) };
  } catch {
    return { status: 0, body: {}, retryAfter: 0 };
  }
}

/**
 * Follows an order until it is final: by server-sent events, read with fetch because EventSource cannot carry a token;
 * by polling when a stream cannot be had or breaks.
 * `headers` answers what each request carries; a stream that carried a trace ends with it, or it would fill the trace for
 * minutes.
 */
export async function follow(orderId, told, stopped, headers = () => ({})) {
  let wait = 1000;
  while (!stopped()) {
    const final = await stream(orderId, told, stopped, headers);
    if (final || stopped()) {
      return;
    }
    const answer = await ask('GET', `/v1/orders/${orderId}`, { headers: headers() });
    if (answer.status === 200) {
      told(answer.body);
      if (!answer.body.askAgainMs) {
        return;
      }
      wait = answer.body.askAgainMs;
    } else if (answer.status === 404 || answer.status === 401) {
      return;
    } else {
      wait = Math.min(15_000, Math.max(answer.retryAfter * 1000, wait * 1.6));
    }
    await new Promise((done) => setTimeout(done, jittered(wait)));
  }
}

async function stream(orderId, told, stopped, headers) {
  const hangUp = new AbortController();
  const sent = headers();
  const traceIsOver = () => Boolean(sent.traceparent) && !headers().traceparent;
  try {
    const answer = await fetch(`/v1/orders/${orderId}/events`, {
      headers: { ...sent, Authorization: `Bearer ${session.token}` },
      signal: hangUp.signal,
      cache: 'no-store',
    });
    if (!answer.ok || !answer.body) {
      return false;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done || stopped()) {
        hangUp.abort();
        return false;
      }
      text += value;
      const events = text.split('\n\n');
      text = events.pop();
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data) {
          const order = JSON.parse(data.slice(6));
          told(order);
          if (!order.askAgainMs) {
            hangUp.abort();
            return true;
          }
          if (traceIsOver()) {
            hangUp.abort();
            return false;
          }
        }
      }
    }
  } catch {
    return false;
  }
}
