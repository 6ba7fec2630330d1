/** 128 random bits in hex. `crypto.randomUUID` is missing on plain HTTP, which is how a demo on a router is served. */
export function randomID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
