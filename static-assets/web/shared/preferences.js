// How the player likes the page. Kept in this browser; what the server knows of (http-api, PATCH /v1/me) is sent there
// too, so that another device starts the same way.

const key = "mimic.preferences";

const defaults = {
  language: null, // null: as the browser or Telegram says
  theme: "auto", // auto | dark | light
  fontScale: 1, // 0.9 | 1 | 1.15 | 1.3
  contrast: "normal", // normal | more
  reducedMotion: false, // true asks for less than the system does
  pictures: true,
};
/** The names that the server keeps under the player's settings. */
const shared = ["language", "fontScale", "reducedMotion", "pictures"];

export const fontScales = [0.9, 1, 1.15, 1.3];

/** Fires "change" after every change, also of another tab. */
export class Preferences extends EventTarget {
  #values = { ...defaults, ...read() };
  #systemIsLight = matchMedia("(prefers-color-scheme: light)");
  #systemIsStill = matchMedia("(prefers-reduced-motion: reduce)");
  /** Set by the Telegram bridge: the app's own scheme wins over `auto`. */
  hostScheme = null;

  constructor() {
    super();
    addEventListener("storage", (event) => {
      if (event.key === key) this.#take({ ...defaults, ...read() });
    });
    this.#systemIsLight.addEventListener("change", () => this.apply());
    this.#systemIsStill.addEventListener("change", () => this.apply());
    this.apply();
  }

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    localStorage.setItem(key, JSON.stringify({ ...this.#values, [name]: value }));
    this.#take({ ...this.#values, [name]: value });
  }

  /** What to send to the server. */
  get forServer() {
    return Object.fromEntries(shared.map((name) => [name, this.#values[name]]).filter(([, value]) => value !== null));
  }

  /** Takes over the settings of another device, once: what this browser has already chosen stays. */
  adopt(settings) {
    const chosen = read();
    for (const name of shared) {
      if (!(name in chosen) && typeof settings[name] === typeof (defaults[name] ?? "")) this.set(name, settings[name]);
    }
  }

  get isStill() {
    return this.#values.reducedMotion || this.#systemIsStill.matches;
  }

  get isLight() {
    if (this.#values.theme !== "auto") return this.#values.theme === "light";
    return (this.hostScheme ?? (this.#systemIsLight.matches ? "light" : "dark")) === "light";
  }

  /** Writes the choices where the style sheets look for them. */
  apply() {
    const root = document.documentElement;
    root.dataset.theme = this.isLight ? "light" : "dark";
    root.dataset.contrast = this.#values.contrast;
    root.dataset.motion = this.isStill ? "still" : "full";
    root.dataset.pictures = this.#values.pictures ? "on" : "off";
    root.style.setProperty("--font-scale", this.#values.fontScale);
    this.dispatchEvent(new Event("change"));
  }

  #take(values) {
    this.#values = values;
    this.apply();
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}
