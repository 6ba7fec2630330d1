import { h } from "../../shared/dom.js";

/** A line that counts the seconds to `deadline` (ISO 8601) down in `words(count)`. Screen readers may ask for it, and are not disturbed. */
export function countdown(deadline, words, { over, onEnd = () => {} }) {
  const line = h("p.fight-wait", { role: "timer" });
  const tell = () => {
    const seconds = Math.ceil((Date.parse(deadline) - Date.now()) / 1000);
    line.textContent = seconds > 0 ? words(seconds) : over;
    if (seconds > 0) return;
    clearInterval(clock);
    onEnd();
  };
  const clock = setInterval(() => (line.isConnected ? tell() : clearInterval(clock)), 1000);
  tell();
  return line;
}
