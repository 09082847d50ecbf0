import type { Host } from "#host/Host";

/** Milliseconds after the last key; what is typed is on the disk within 300. */
const PAUSE = 150;

/** Keeps what is being typed at one place of the vault: the last text only, soon, and at once when asked. */
export class Scratch {
  #host: Host;
  #place: string;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #body: string | null = null;
  #kept: string | null = null;
  #failed: (cause: unknown) => void;

  constructor(host: Host, place: string, failed: (cause: unknown) => void) {
    this.#host = host;
    this.#place = place;
    this.#failed = failed;
  }

  async read(): Promise<string | null> {
    this.#kept = this.#body = await this.#host.scratch(this.#place);
    return this.#kept;
  }

  keep(body: string | null) {
    this.#body = body;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE);
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const body = this.#body;
    if (body === this.#kept) return;
    try {
      await this.#host.keepScratch(this.#place, body);
      this.#kept = body;
    } catch (cause) {
      this.#failed(cause);
    }
  }
}
