// Our own small bridge to Telegram's clients: no script from another host. The client puts what it has to say into the
// address (https://core.telegram.org/bots/webapps) and listens to events by one of three doors, by platform.

const kept = "mimic.telegram";

/** Null outside Telegram. Takes the launch data out of the address, so that the router owns the hash. */
export function openTelegram() {
  const fromAddress = location.hash.includes("tgWebAppData=") ? location.hash.slice(1) : null;
  if (fromAddress !== null) {
    sessionStorage.setItem(kept, fromAddress);
    history.replaceState(null, "", location.pathname + location.search);
  }
  const launch = fromAddress ?? sessionStorage.getItem(kept);
  return launch === null ? null : new Telegram(new URLSearchParams(launch), fromAddress !== null);
}

/** Fires "theme" when the colours changed. */
export class Telegram extends EventTarget {
  /** Signed by the bot's token; sent to the server verbatim. */
  initData;
  /** Launched now, not reloaded. */
  isFresh;
  languageCode = null;
  startParam = null;
  colours = {};

  constructor(launch, isFresh) {
    super();
    this.isFresh = isFresh;
    this.initData = launch.get("tgWebAppData");
    const data = new URLSearchParams(this.initData);
    this.languageCode = parse(data.get("user"))?.language_code ?? null;
    this.startParam = data.get("start_param") ?? launch.get("tgWebAppStartParam");
    this.#paint(parse(launch.get("tgWebAppThemeParams")) ?? {});
    this.#listen();
    this.post("web_app_ready");
    this.post("web_app_expand");
    this.post("web_app_request_theme");
    this.post("web_app_request_viewport");
    this.post("web_app_setup_swipe_behavior", { allow_vertical_swipe: false });
  }

  /** Asks before closing, while a move is unsent. */
  set asksBeforeClosing(asks) {
    this.post("web_app_setup_closing_confirmation", { need_confirmation: asks });
  }

  set backButton(visible) {
    this.post("web_app_setup_back_button", { is_visible: visible });
  }

  post(type, data = {}) {
    const text = JSON.stringify(data);
    if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(type, text);
    else if (window.external && "notify" in window.external) window.external.notify(JSON.stringify({ eventType: type, eventData: data }));
    else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType: type, eventData: data }), "https://web.telegram.org");
  }

  #listen() {
    const receive = (type, data) => {
      if (type === "theme_changed") this.#paint(data.theme_params ?? {});
      if (type === "viewport_changed") this.#measure(data);
      if (type === "back_button_pressed") this.dispatchEvent(new Event("back"));
    };
    window.Telegram = { WebView: { receiveEvent: receive } };
    window.TelegramGameProxy = { receiveEvent: receive };
    addEventListener("message", (event) => {
      if (event.source !== window.parent || event.origin !== "https://web.telegram.org") return;
      const message = parse(event.data);
      if (message?.eventType) receive(message.eventType, message.eventData ?? {});
    });
  }

  #paint(colours) {
    this.colours = {};
    for (const [name, value] of Object.entries(colours)) {
      if (!/^#[0-9a-f]{6}$/i.test(value)) continue;
      this.colours[name] = value;
      document.documentElement.style.setProperty(`--tg-theme-${name.replaceAll("_", "-")}`, value);
    }
    this.dispatchEvent(new Event("theme"));
  }

  #measure({ height, is_state_stable: isStable }) {
    if (isStable && height > 0) document.documentElement.style.setProperty("--tg-viewport-stable-height", `${height}px`);
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
