// The HTTP client of /v1: tokens, one refresh on 401, idempotency keys, and patience.

import { randomID } from "./random-id.js";

const timeout = 20000;
/** Answers that say "not now": the same request with the same key is worth repeating. */
const passing = new Set([429, 502, 503, 504]);

/** The server refused. `error` is its stable word, `body` all that it said. */
export class APIError extends Error {
  constructor(status, body) {
    super(body.message ?? `HTTP ${status}`);
    this.status = status;
    this.error = body.error ?? "unknown";
    this.traceID = body.traceId ?? null;
    this.details = body.details ?? [];
    this.body = body;
  }
}

/** No answer came. Whether the server acted is unknown; repeating with the same key is safe. */
export class ConnectionError extends Error {}

export class API {
  #session;
  #connection;
  /** Keys of writes whose answers were lost, by path and body. */
  #unanswered = new Map();

  constructor(session, connection) {
    this.#session = session;
    this.#connection = connection;
    session.send = (path, body) => this.#once("POST", path, { body, token: null });
  }

  get(path) {
    return this.#authorised("GET", path, {});
  }

  patch(path, body) {
    return this.#authorised("PATCH", path, { body });
  }

  /**
   * One write that happens once however often it is sent: after a lost answer the same write has the same key. `key` lets a
   * caller repeat it after a reload, too.
   */
  async post(path, body = {}, key = null) {
    const write = `${path} ${JSON.stringify(body)}`;
    key ??= this.#unanswered.get(write) ?? randomID();
    this.#unanswered.set(write, key);
    try {
      const answer = await this.#authorised("POST", path, { body, key });
      this.#unanswered.delete(write);
      return answer;
    } catch (error) {
      if (error instanceof APIError && !passing.has(error.status)) this.#unanswered.delete(write);
      throw error;
    }
  }

  /**
   * A write that does not give up: it waits out a lost connection and a busy server, always with the same key.
   * Only an answer ends it. `onWait` is called before each wait.
   */
  async postPatiently(path, body, key, onWait = () => {}) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.post(path, body, key);
      } catch (error) {
        const busy = error instanceof APIError && passing.has(error.status);
        if (!busy && !(error instanceof ConnectionError)) throw error;
        onWait(error);
        if (busy) await pause(error.body.retryAfter ?? Math.min(1000 * 2 ** attempt, 15000));
        await this.#connection.restored();
      }
    }
  }

  async #authorised(method, path, options) {
    const token = await this.#session.token();
    try {
      return await this.#once(method, path, { ...options, token });
    } catch (error) {
      if (error.status !== 401 || token === null) throw error;
      const fresh = await this.#session.refresh(token);
      return this.#once(method, path, { ...options, token: fresh });
    }
  }

  async #once(method, path, { body, key, token }) {
    const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (key) headers["Idempotency-Key"] = key;
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await this.#fetch(path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
    if (response.status === 204) return null;
    const answer = await this.#read(response);
    if (response.ok) return answer;
    const retryAfter = Number(response.headers.get("Retry-After"));
    throw new APIError(response.status, retryAfter > 0 ? { ...answer, retryAfter: retryAfter * 1000 } : answer);
  }

  async #fetch(path, options) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeout);
    try {
      const response = await fetch(path, { ...options, signal: abort.signal });
      this.#connection.found();
      return response;
    } catch (error) {
      this.#connection.lose();
      throw new ConnectionError(error.message);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The body may break off after the head came, and a proxy's error page is not JSON. */
  async #read(response) {
    let text;
    try {
      text = await response.text();
    } catch (error) {
      this.#connection.lose();
      throw new ConnectionError(error.message);
    }
    try {
      return text === "" ? {} : JSON.parse(text);
    } catch {
      return { message: `HTTP ${response.status}` };
    }
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
