// The trace of one purchase (W3C Trace Context). It begins here, with the press of the button; a browser cannot reach the
// collector, so the page tells the unit when it is over.

import { ask, shopNow, traceShare } from './api.js';

export function randomHex(bytes) {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A trace, or null while the unit exports none. The page decides for the whole purchase whether it is kept. */
export function begin() {
  const share = traceShare();
  if (share === null) {
    return null;
  }
  const sampled = Math.random() < share;
  return {
    traceparent: `00-${randomHex(16)}-${randomHex(8)}-${sampled ? '01' : '00'}`,
    sampled, startedAt: shopNow(), pressed: performance.now(), over: false,
  };
}

/** What a request that belongs to the purchase carries. */
export function headersOf(trace) {
  return trace && !trace.over ? { traceparent: trace.traceparent } : {};
}

/** The buyer has the last word: the order's state, or the code of the refusal. */
export function end(trace, outcome) {
  if (!trace || trace.over) {
    return;
  }
  trace.over = true;
  if (trace.sampled) {
    ask('POST', '/v1/traces', {
      body: {
        traceparent: trace.traceparent,
        startedAt: new Date(trace.startedAt).toISOString(),
        durationMs: Math.round(performance.now() - trace.pressed),
        outcome,
      },
    });
  }
}
