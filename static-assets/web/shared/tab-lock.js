import { randomID } from "./random-id.js";

const leaseSeconds = 10;

/**
 * Runs `body` while no other tab of this browser runs one under the same name. `navigator.locks` exists only in
 * secure contexts; on plain HTTP a lease in localStorage stands in for it. A lease of a tab that died ends by itself.
 */
export function withTabLock(name, body) {
  if (navigator.locks) return navigator.locks.request(name, body);
  return withLease(`mimic.lease.${name}`, body);
}

async function withLease(key, body) {
  const owner = randomID();
  while (!(await take(key, owner))) await leaseChange(key);
  try {
    return await body();
  } finally {
    if (read(key)?.owner === owner) localStorage.removeItem(key);
  }
}

/** Writes the lease, lets other tabs' writes land, and looks whose it is. */
async function take(key, owner) {
  if ((read(key)?.until ?? 0) > Date.now()) return false;
  localStorage.setItem(key, JSON.stringify({ owner, until: Date.now() + leaseSeconds * 1000 }));
  await pause(20 + Math.random() * 30);
  return read(key)?.owner === owner;
}

function leaseChange(key) {
  const left = Math.max(50, (read(key)?.until ?? 0) - Date.now());
  return new Promise((resolve) => {
    const done = () => {
      removeEventListener("storage", onStorage);
      clearTimeout(timer);
      resolve();
    };
    const onStorage = (event) => event.key === key && done();
    const timer = setTimeout(done, left);
    addEventListener("storage", onStorage);
  });
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
