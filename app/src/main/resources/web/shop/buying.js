// One attempt to buy: the button is out of reach until an answer or five seconds, and every repeat of the attempt carries
// the same Idempotency-Key, so that pressing again never buys twice.

import { ask } from './api.js';
import { begin, end, headersOf, randomHex } from './trace.js';

const PATIENCE_MS = 5000;
const KEEP = 'doorbuster.attempt.';
const policy = window.trustedTypes?.createPolicy('doorbuster', {
  createScriptURL: (url) => {
    if (url !== '/shop/proof.js') {
      throw new TypeError('only the solver is a script of this page');
    }
    return url;
  },
});

/** Codes after which the attempt is over: the next press is a new one. */
const OVER = new Set(['over-limit', 'sold-out', 'not-enough', 'closed', 'not-open', 'not-eligible', 'idempotency-conflict',
  'malformed', 'not-found', 'wrong-region']);

/** The attempt that is under way for a sale; it outlives a reload of the page. */
function attemptFor(saleId, quantity) {
  const kept = JSON.parse(sessionStorage.getItem(KEEP + saleId) ?? 'null');
  if (kept && kept.quantity === quantity) {
    return kept;
  }
  const attempt = { key: randomHex(16), quantity };
  sessionStorage.setItem(KEEP + saleId, JSON.stringify(attempt));
  return attempt;
}

function forget(saleId) {
  sessionStorage.removeItem(KEEP + saleId);
}

function solve(challenge) {
  return new Promise((solved, failed) => {
    const worker = new Worker(policy ? policy.createScriptURL('/shop/proof.js') : '/shop/proof.js');
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.number < 0) {
        failed(new Error('no solution'));
        return;
      }
      const { algorithm, challenge: hash, salt, signature } = challenge;
      solved(btoa(JSON.stringify({ algorithm, challenge: hash, number: data.number, salt, signature })));
    };
    worker.onerror = () => {
      worker.terminate();
      failed(new Error('the solver broke'));
    };
    worker.postMessage(challenge);
  });
}

async function proof(saleId) {
  const answer = await ask('GET', `/v1/challenges?sale=${encodeURIComponent(saleId)}`);
  return answer.status === 200 ? solve(answer.body) : undefined;
}

async function send(saleId, attempt, trace, challenge) {
  const body = challenge ? { quantity: attempt.quantity, challenge } : { quantity: attempt.quantity };
  return ask('POST', `/v1/sales/${encodeURIComponent(saleId)}/orders`, {
    body, headers: { 'Idempotency-Key': attempt.key, ...headersOf(trace) }, timeoutMs: PATIENCE_MS,
  });
}

/**
 * Buys. `says` is told what is going on; the result is the last answer, with the trace that goes on when it is ACCEPTED.
 */
export async function buy(saleId, quantity, says) {
  const attempt = attemptFor(saleId, quantity);
  const trace = begin();
  let answer = await send(saleId, attempt, trace);
  if (answer.body.code === 'challenge-required' || answer.body.code === 'challenge-failed') {
    says('One moment: your browser is showing that you are no robot.');
    try {
      const solution = await proof(saleId);
      if (solution) {
        answer = await send(saleId, attempt, trace, solution);
      }
    } catch {
      // the answer before stands: the buyer is told that the check did not work
    }
  }
  if (answer.status === 200 || answer.status === 202 || OVER.has(answer.body.code)) {
    forget(saleId);
  }
  if (answer.status !== 202) {
    end(trace, answer.body.code ?? answer.body.state ?? 'no-answer');
  }
  return { ...answer, trace };
}
