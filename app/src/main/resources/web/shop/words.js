// Every refusal and state in words that a buyer understands.

export function refusal({ status, body, retryAfter }) {
  const wait = retryAfter > 0 ? ` Try again in ${retryAfter < 90 ? `${retryAfter} s` : `${Math.ceil(retryAfter / 60)} min`}.` : '';
  switch (body.code) {
    case 'login-required': return 'Please sign in first.';
    case 'wrong-region': return `${body.detail} Please buy there.`;
    case 'rate-limited': return `You are too fast for us.${wait}`;
    case 'not-eligible': return body.detail && body.detail !== `${body.title}.` ? body.detail : 'This sale is not open to your account.';
    case 'challenge-failed': return 'The check that you are no robot did not work. Please try once more.';
    case 'submission-in-progress': return 'Your other attempt is still being answered. One moment.';
    case 'not-open': return 'The sale has not opened yet. Your button will wake up when it does.';
    case 'closed': return 'The sale is over.';
    case 'paused': return 'The sale is paused for a moment. Nothing is lost; please stay.';
    case 'over-limit': return `You already hold ${body.taken} of at most ${body.limit} per buyer.`;
    case 'not-enough': return 'Fewer are left than you asked for. Try a smaller quantity.';
    case 'sold-out': return 'Sold out. If somebody gives one back, it is on sale again here.';
    case 'idempotency-conflict': return 'This attempt was made with another quantity. Please start again.';
    case 'not-settled': return 'The order is still being settled. Please try again in a moment.';
    case 'not-cancellable': return 'This order cannot be cancelled any more.';
    case 'unavailable': return `The shop is catching its breath. Your place is kept; press again and it is the same order.${wait}`;
    default: return status === 0
      ? 'No answer came in time. Press again: it is the same order, you cannot buy twice by accident.'
      : `That did not work (${body.title ?? status}).`;
  }
}

export const stateWords = {
  ACCEPTED: 'Accepted', CONFIRMED: 'Confirmed', PAID: 'Paid', EXPIRED: 'Expired', CANCELLED: 'Cancelled', REFUSED: 'Refused',
};

export function story(order, left) {
  switch (order.state) {
    case 'ACCEPTED': return 'Your units are set aside. It is being written down; this takes a moment.';
    case 'CONFIRMED': return order.payBy ? `It is yours. Pay within ${left}.` : 'It is yours.';
    case 'PAID': return 'Paid. Thank you!';
    case 'CANCELLED': return 'You gave it back. Somebody else will be glad.';
    case 'EXPIRED': return 'It was not paid in time, or never taken; nothing is owed.';
    default: return `It could not be kept${order.reason ? ` (${order.reason})` : ''}; nothing is owed.`;
  }
}

export function money(price, currency) {
  try {
    return new Intl.NumberFormat(navigator.language, { style: 'currency', currency }).format(Number(price));
  } catch {
    return `${price} ${currency}`;
  }
}

export function span(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0')).join(':');
  return days > 0 ? `${days} d ${clock}` : clock;
}
