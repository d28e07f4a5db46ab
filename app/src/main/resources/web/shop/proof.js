// A worker that solves a proof-of-work challenge: the number in 0…maxnumber whose SHA-256 with the salt is the challenge.
// SHA-256 (FIPS 180-4) is written out here: the browser's own works in secure contexts only and costs a promise per hash.

const K = [];
const START = [];
for (let n = 2; K.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) {
    if (n % d === 0) { prime = false; break; }
  }
  if (prime) {
    if (START.length < 8) { START.push(fraction(Math.sqrt(n))); }
    K.push(fraction(Math.cbrt(n)));
  }
}
const W = new Int32Array(64);

function fraction(x) {
  return ((x - Math.floor(x)) * 0x100000000) | 0;
}

function rotate(x, by) {
  return (x >>> by) | (x << (32 - by));
}

function block(state, words) {
  W.set(words);
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15];
    const b = W[i - 2];
    W[i] = W[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + W[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return [state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0,
    state[4] + e | 0, state[5] + f | 0, state[6] + g | 0, state[7] + h | 0];
}

/** The eight words of SHA-256 over an ASCII text. */
function sha256(text) {
  const length = text.length;
  const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
  for (let i = 0; i < length; i++) {
    words[i >> 2] |= text.charCodeAt(i) << (24 - (i & 3) * 8);
  }
  words[length >> 2] |= 0x80 << (24 - (length & 3) * 8);
  words[words.length - 1] = length * 8;
  let state = START;
  for (let at = 0; at < words.length; at += 16) {
    state = block(state, words.subarray(at, at + 16));
  }
  return state;
}

self.onmessage = ({ data: { salt, challenge, maxnumber } }) => {
  const wanted = challenge.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
  for (let number = 0; number <= maxnumber; number++) {
    const hash = sha256(salt + number);
    if (hash[0] === wanted[0] && hash.every((word, i) => word === wanted[i])) {
      self.postMessage({ number });
      return;
    }
  }
  self.postMessage({ number: -1 });
};
