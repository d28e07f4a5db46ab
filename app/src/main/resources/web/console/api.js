// What the console asks of its unit. Nothing here touches the document.

const TOKEN = 'doorbuster.operator';

export const session = {
  get token() { return sessionStorage.getItem(TOKEN); },
  begin(token) { sessionStorage.setItem(TOKEN, token); },
  end() { sessionStorage.removeItem(TOKEN); },
};

/** One request. Answers {status, body}; status 0 when no answer came in time. */
export async function ask(method, path, body) {
  const headers = { Authorization: `Bearer ${session.token}` };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  try {
    const answer = await fetch(path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store',
      signal: AbortSignal.timeout(10_000),
    });
    const json = (answer.headers.get('Content-Type') ?? '').includes('json') ? await answer.json() : {};
    return { status: answer.status, body: json };
  } catch {
    return { status: 0, body: {} };
  }
}
