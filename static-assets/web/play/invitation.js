const key = "mimic.invitation";

/** An invite code that came with the address (`?invite=`) or with Telegram's start parameter; kept until it is used. */
export class Invitation {
  constructor(startParam) {
    const address = new URL(location.href);
    const code = address.searchParams.get("invite") ?? startParam;
    if (code) this.accept(code);
    if (address.searchParams.has("invite")) {
      address.searchParams.delete("invite");
      history.replaceState(null, "", address);
    }
  }

  /** Takes a code that may be typed with dashes and spaces; false when it cannot be one. */
  accept(text) {
    const code = text.replace(/[\s-]/g, "").toUpperCase();
    if (!/^[0-9A-Z]{4,16}$/.test(code)) return false;
    sessionStorage.setItem(key, code);
    return true;
  }

  get code() {
    return sessionStorage.getItem(key);
  }

  forget() {
    sessionStorage.removeItem(key);
  }
}
