import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import {
  COMPANIES,
  fakeHost,
  orderId,
  problem,
  RECOVERY,
  sampleFile,
  sampleRow,
  type FakeHost,
} from "#host/fake";
import { USUAL_PREFERENCES } from "#host/forms";
import { tree } from "#kit/tree";
import { messages, type Lang } from "#text/TextProvider";
import { openDesk } from "./openDesk";

/** A person who knows the words of one language. */
class Person {
  readonly user;
  readonly words;

  constructor(
    readonly host: FakeHost,
    lang: Lang,
    place: string,
  ) {
    this.words = messages[lang];
    this.user = openDesk(place, host).user;
  }

  async presses(name: string | RegExp) {
    await this.user.click(await screen.findByRole("button", { name }));
  }

  /** Types into a field, found by its label. */
  async fills(label: string, text: string) {
    await this.user.type(await screen.findByLabelText(label), text);
  }

  /** Chooses the file, and reads it to its end. */
  async reads() {
    await this.presses(this.words.orderImport.choose.button);
    await screen.findByText(this.words.orderImport.nothingStored);
    await this.steps(4);
  }

  steps(times: number) {
    return act(async () => {
      for (let at = 0; at < times; at += 1) this.host.advance();
      await Promise.resolve();
    });
  }

  async seesLines() {
    await waitFor(() => {
      expect(document.querySelector('[data-row="0"] [data-column="goods_name"]')?.textContent).not.toBe("");
    });
  }

  /** Writes down the recovery code that is shown, and proves it. */
  async checksCode() {
    for (const label of document.querySelectorAll<HTMLLabelElement>("form label")) {
      const group = RECOVERY.groups[Number(/\d/.exec(label.textContent)?.[0]) - 1];
      await this.user.type(label.control as HTMLElement, group ?? "");
    }
  }
}

interface Scene {
  /** Also the snapshot's name. */
  name: string;
  place: string;
  host?: () => FakeHost;
  does?: (person: Person) => Promise<unknown>;
}

const order = `/orders/${orderId(0)}`;
const file = "/files/march.xlsx";
/** A desk whose dialog chooses this file. */
const holding = (of = sampleFile(24, 24)) => {
  const host = fakeHost(3, { lines: 8 });
  host.import.files.set(file, of);
  host.import.chosen = file;
  return host;
};
const missing = () => fakeHost(0, { vault: "missing" });
const next = async (person: Person, times: number) => {
  for (let at = 0; at < times; at += 1) await person.presses(person.words.start.next);
};
const foreign = ["编号", "商户名", "电话", "月", "货", "数量", "件数", "钱"];

const member = () => fakeHost(3, { joined: "signed_in" });
/** A member with work that waits, and with things to decide. */
const working = () => {
  const host = member();
  const at = "2025-03-28 16:16:31";
  host.sync.waiting.set(orderId(0), { changes: 12, oldest_at: at, oldest_seconds: 250, reason: null });
  host.sync.rejection(orderId(1));
  host.sync.conflict(orderId(2));
  return host;
};

const SCENES: Scene[] = [
  { name: "start-language", place: "/start", host: missing },
  { name: "start-use", place: "/start", host: missing, does: (person) => next(person, 1) },
  { name: "start-recovery", place: "/start", host: missing, does: (person) => next(person, 2) },
  {
    name: "start-recovery-wrong",
    place: "/start",
    host: missing,
    does: async (person) => {
      await next(person, 2);
      const [field] = await screen.findAllByLabelText(/^(第 \d 组|Group \d)$/);
      await person.user.type(field as HTMLElement, "ZZZZZ");
    },
  },
  {
    name: "start-lock",
    place: "/start",
    host: missing,
    does: async (person) => {
      await next(person, 2);
      await screen.findAllByLabelText(/^(第 \d 组|Group \d)$/);
      await person.checksCode();
      await next(person, 1);
    },
  },
  {
    name: "start-done",
    place: "/start",
    host: missing,
    does: async (person) => {
      await next(person, 2);
      await screen.findAllByLabelText(/^(第 \d 组|Group \d)$/);
      await person.checksCode();
      await next(person, 1);
      await person.presses(person.words.start.lockSkip);
    },
  },
  { name: "lock", place: "/home", host: () => fakeHost(3, { vault: "locked" }) },
  {
    name: "lock-wrong",
    place: "/home",
    host: () => fakeHost(3, { vault: "locked" }),
    does: async (person) => {
      await person.fills(person.words.start.lockPin, "000000{Enter}");
      await screen.findByText("LOCAL_LOCK_WRONG");
    },
  },
  {
    name: "closed-damaged",
    place: "/home",
    host: () => fakeHost(3, { vault: "damaged" }),
    does: () => screen.findByText("LOCAL_STORE_DAMAGED"),
  },
  {
    name: "closed-keychain",
    place: "/home",
    host: () => fakeHost(3, { vault: "keychain" }),
    does: () => screen.findByText("LOCAL_KEYCHAIN"),
  },
  { name: "home-empty", place: "/home", host: () => fakeHost(0) },
  { name: "home", place: "/home", host: () => fakeHost(3) },
  { name: "orders-empty", place: "/orders", host: () => fakeHost(0) },
  { name: "orders", place: "/orders", host: () => fakeHost(5) },
  { name: "orders-none-found", place: "/orders?q=nothing", host: () => fakeHost(5) },
  {
    name: "orders-saved-filters",
    place: "/orders?q=Sample",
    host: () => fakeHost(5),
    does: (person) => person.presses(person.words.orders.saved.button),
  },
  {
    name: "orders-filter",
    place: "/orders",
    host: () => fakeHost(5),
    does: (person) => person.presses(person.words.orders.filter.merchant),
  },
  {
    name: "orders-columns",
    place: "/orders",
    host: () => fakeHost(2),
    does: (person) => person.presses(/^(列 |Columns )/),
  },
  {
    name: "orders-delete",
    place: "/orders",
    host: () => fakeHost(2),
    does: async ({ user, words }) => {
      const [menu] = await screen.findAllByRole("button", { name: /(：操作|actions)/i });
      await user.click(menu as HTMLElement);
      await user.click(
        await screen.findByRole("menuitem", { name: new RegExp(`^${words.orders.menu.delete}`) }),
      );
      await screen.findByRole("dialog");
    },
  },
  {
    name: "order-empty",
    place: order,
    host: () => fakeHost(1, { lines: 0 }),
    does: ({ words }) => screen.findByText(words.lines.empty.missing),
  },
  {
    name: "order",
    place: order,
    host: () => fakeHost(1, { lines: 8 }),
    does: (person) => person.seesLines(),
  },
  {
    name: "order-wrong-cell",
    place: order,
    host: () => fakeHost(1, { lines: 8 }),
    does: async (person) => {
      await person.seesLines();
      await person.user.keyboard("{F8}");
      await screen.findByText("PHONE_FORMAT");
    },
  },
  {
    name: "order-menu",
    place: order,
    host: () => fakeHost(1, { lines: 1 }),
    does: async ({ user }) => {
      await user.click(await screen.findByRole("button", { name: /(：操作|actions)/i }));
      await screen.findByRole("menu");
    },
  },
  {
    name: "order-remove-lines",
    place: order,
    host: () => fakeHost(1, { lines: 2 }),
    does: async (person) => {
      await person.seesLines();
      await person.presses(person.words.lines.toolbar.remove);
      await screen.findByRole("dialog");
    },
  },
  {
    name: "order-history",
    place: `${order}?panel=history`,
    host: () => fakeHost(1, { lines: 0 }),
    does: ({ words }) => screen.findByRole("tabpanel", { name: words.orders.panel.history }),
  },
  {
    name: "order-imports",
    place: `${order}?panel=imports`,
    host: () => fakeHost(1, { lines: 0 }),
    does: ({ words }) => screen.findByText(words.orders.panel.noImports),
  },
  // 已补录: nothing of it can be changed.
  {
    name: "order-declared",
    place: `/orders/${orderId(3)}`,
    does: async (person) => {
      await person.seesLines();
      // The rows below what is seen are drawn a frame later.
      await waitFor(() => {
        expect(document.querySelector('[data-row="20"]')).not.toBeNull();
      });
    },
  },
  { name: "import-choose", place: `${order}/import`, host: holding },
  {
    name: "import-reading",
    place: `${order}/import`,
    host: holding,
    does: async (person) => {
      await person.presses(person.words.orderImport.choose.button);
      await screen.findByText(person.words.orderImport.nothingStored);
      await person.steps(2);
      await screen.findByRole("progressbar");
    },
  },
  {
    name: "import-refused",
    place: `${order}/import`,
    host: () => holding({ ...sampleFile(1), refused: [problem("IMP_ENCRYPTED")] }),
    does: (person) => person.reads(),
  },
  {
    name: "import-mapping",
    place: `${order}/import`,
    host: () => holding({ sheets: { 表: () => [foreign, sampleRow(0), sampleRow(1)] } }),
    does: (person) => person.reads(),
  },
  {
    name: "import-preview",
    place: `${order}/import`,
    host: holding,
    does: (person) => person.reads(),
  },
  {
    name: "import-preview-wrong-cell",
    place: `${order}/import`,
    host: holding,
    does: async (person) => {
      await person.reads();
      await person.user.keyboard("{F8}");
      await screen.findByRole("textbox", { name: /(第 15 行|Row 15)/ });
    },
  },
  {
    name: "import-preview-columns",
    place: `${order}/import`,
    host: holding,
    does: async (person) => {
      await person.reads();
      await person.presses(person.words.orderImport.mapping.adjust);
      await screen.findByRole("dialog");
    },
  },
  {
    name: "import-question",
    place: `${order}/import`,
    host: holding,
    does: async (person) => {
      await person.reads();
      await person.presses(/^(仅导入正确行|Import good rows)/i);
      await screen.findByRole("dialog");
    },
  },
  {
    name: "import-done",
    place: `${order}/import`,
    host: holding,
    does: async (person) => {
      await person.reads();
      await person.presses(/^(仅导入正确行|Import good rows)/i);
      await person.user.click(
        within(await screen.findByRole("dialog")).getByRole("button", { name: /^(导入 \d+ 行|Import \d+)/ }),
      );
      await screen.findByText(person.words.orderImport.storingHint);
      await person.steps(1);
    },
  },
  { name: "backups", place: "/backups", host: () => fakeHost(1) },
  {
    name: "backups-restore",
    place: "/backups",
    host: () => fakeHost(1),
    does: async (person) => {
      await person.presses(person.words.backups.restoreFile);
      await screen.findByRole("dialog");
    },
  },
  { name: "settings", place: "/settings", host: () => fakeHost(1) },
  { name: "settings-security", place: "/settings/security", host: () => fakeHost(1) },
  {
    name: "settings-lock",
    place: "/settings/security",
    host: () => fakeHost(1),
    does: async (person) => {
      await person.presses(person.words.settings.setLock);
      await screen.findByRole("dialog");
    },
  },
  { name: "settings-about", place: "/settings/about", host: () => fakeHost(1) },
  { name: "help", place: "/help", host: () => fakeHost(1) },
  { name: "help-shortcuts", place: "/help/shortcuts", host: () => fakeHost(1) },
  {
    name: "help-codes",
    place: "/help/codes",
    host: () => fakeHost(1),
    does: (person) => person.fills(person.words.help.codeSearch, "LINE_N"),
  },
  { name: "account-connect", place: "/account", host: () => fakeHost(1) },
  {
    name: "account-sign-in",
    place: "/account",
    host: () => fakeHost(1, { joined: "ended" }),
    does: ({ words }) => screen.findByRole("img", { name: words.account.captchaAlt }),
  },
  {
    name: "account",
    place: "/account",
    host: () => member(),
    does: ({ words }) => screen.findByRole("table", { name: words.account.devices }),
  },
  { name: "account-register", place: "/account/register", host: () => fakeHost(1, { joined: "connected" }) },
  {
    name: "account-register-company",
    place: "/account/register",
    host: () => fakeHost(1, { joined: "connected" }),
    does: async (person) => {
      const { account } = person.words;
      const [company, uscc, name, number] = COMPANIES[0];
      await person.fills(`${account.companyName}*`, company);
      await person.fills(`${account.uscc}*`, uscc);
      await person.fills(`${account.repName}*`, name);
      await person.fills(`${account.docNo}*`, number);
      await person.presses(account.verify);
      await screen.findByText(account.verifiedTitle);
    },
  },
  {
    name: "account-reset",
    place: "/account/reset",
    host: () => fakeHost(1, { joined: "connected" }),
    does: ({ words }) => screen.findByRole("img", { name: words.account.captchaAlt }),
  },
  { name: "password", place: "/password", host: () => member() },
  { name: "password-not-signed-in", place: "/password", host: () => fakeHost(1) },
  { name: "outbox", place: "/outbox", host: () => working() },
  { name: "outbox-empty", place: "/outbox", host: () => member() },
  { name: "attention", place: "/attention", host: () => working() },
  { name: "attention-empty", place: "/attention", host: () => member() },
  {
    name: "attention-conflict",
    place: "/attention/00000000-0000-7000-d000-000000000002",
    host: () => working(),
    does: ({ words }) => screen.findByText(words.sync.conflictTitle),
  },
  {
    name: "attention-rejection",
    place: "/attention/00000000-0000-7000-d000-000000000001",
    host: () => working(),
    does: ({ words }) => screen.findByText(words.sync.rejectedTitle),
  },
  { name: "orders-waiting", place: "/orders", host: () => working() },
  { name: "not-built", place: "/settlement", host: () => fakeHost(1) },
];

/** Nothing goes on any more: what the page shows is what the next turn shows. */
async function stands() {
  for (let before = ""; before !== document.body.innerHTML;) {
    before = document.body.innerHTML;
    await act(() => new Promise((turned) => setTimeout(turned)));
  }
}

describe.each(["zh", "en"] as const)(
  "HOUSE 6, CM-UI-01: every screen as assistive technology finds it, %s",
  (lang) => {
    it.each(SCENES)("$name", async ({ name, place, host = () => fakeHost(12), does }) => {
      const desk = host();
      await desk.setPreferences({ ...USUAL_PREFERENCES, language: lang });
      const person = new Person(desk, lang, place);
      await screen.findByRole("heading", { level: 1 });
      await does?.(person);
      await stands();
      await expect(tree()).toMatchFileSnapshot(`trees/${lang}/${name}.txt`);
    });
  },
);
