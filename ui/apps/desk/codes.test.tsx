import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import {
  CAPTCHA,
  COMPANIES,
  fakeHost,
  orderId,
  PASSWORD,
  problem,
  sampleFile,
  SMS_CODE,
  type FakeHost,
} from "#host/fake";
import type { Host } from "#host/Host";
import { catalogue } from "#text/catalogue";
import { sentence } from "#text/sentence";
import { openDesk } from "./openDesk";

type Person = ReturnType<typeof openDesk>["user"];

/** Where a refusal meets a person: the call that is refused, the place, what they do there. */
interface Meeting {
  at: string;
  call: keyof Host;
  place: string;
  host?: () => FakeHost;
  does: (user: Person) => Promise<void>;
  codes: string[];
}

const order = `/orders/${orderId(0)}`;
const press = async (user: Person, name: RegExp | string) => {
  await user.click(await screen.findByRole("button", { name }));
};
const nothing = () => Promise.resolve();
const intoTheLines = async (user: Person) => {
  await screen.findByRole("grid", { name: "交易清单" });
  await waitFor(() => {
    expect(document.querySelector('[data-row="0"] [data-column="goods_name"]')?.textContent).not.toBe("");
  });
  await user.click(document.querySelector('[data-row="0"] [data-column="goods_name"]') ?? document.body);
};

const MEETINGS: Meeting[] = [
  {
    at: "the vault as it is opened",
    call: "vaultState",
    place: "/home",
    does: nothing,
    codes: [
      "LOCAL_KEY_MISSING",
      "LOCAL_KEY_FILE",
      "LOCAL_KEYCHAIN",
      "LOCAL_STORE_DAMAGED",
      "LOCAL_NEWER",
      "LOCAL_READ_ONLY",
      "LOCAL_BUSY",
      "LOCAL_OPEN_TO_OTHERS",
      "LOCAL_STORE_FULL",
    ],
  },
  {
    at: "the lock screen",
    call: "unlockVault",
    place: "/home",
    host: () => fakeHost(3, { vault: "locked" }),
    does: async (user) => {
      await user.type(await screen.findByLabelText("PIN 或密码"), "000000{Enter}");
    },
    codes: ["LOCAL_LOCK_WRONG", "LOCAL_LOCK_SPENT"],
  },
  {
    at: "the recovery code",
    call: "recoverVault",
    place: "/home",
    host: () => fakeHost(3, { vault: "keychain" }),
    does: async (user) => {
      await user.type(await screen.findByRole("textbox", { name: "恢复码" }), "nonsense{Enter}");
    },
    codes: ["LOCAL_KEY_WRONG"],
  },
  {
    at: "a vault that is made",
    call: "createVault",
    place: "/start",
    host: () => fakeHost(0, { vault: "missing" }),
    does: async (user) => {
      await press(user, "继续");
      await screen.findByText("您要怎样使用？");
      await press(user, "继续");
    },
    codes: ["LOCAL_VAULT_EXISTS", "LOCAL_KEYCHAIN", "LOCAL_SPACE_LOW"],
  },
  {
    at: "a lock that is set",
    call: "setLock",
    place: "/settings/security",
    does: async (user) => {
      await press(user, "加锁");
      await user.type(await screen.findByLabelText("新的 PIN 或密码"), "1");
      await user.type(screen.getByLabelText("再输入一次"), "1");
      await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "加锁" }));
    },
    codes: ["LOCAL_LOCK_FORMAT"],
  },
  {
    at: "an order's page",
    call: "showOrder",
    place: order,
    does: nothing,
    codes: ["NOT_FOUND", "INTERNAL", "LOCAL_BUSY", "LOCAL_STORE_DAMAGED"],
  },
  {
    at: "a key of the line grid",
    call: "clearCells",
    place: order,
    does: async (user) => {
      await intoTheLines(user);
      await user.keyboard("{Delete}");
    },
    codes: [
      "ORD_STATE",
      "ORD_LOCKED_DECLARED",
      "LINE_LINKED",
      "LINE_LIMIT",
      "LINE_NONE",
      "LOCAL_READ_ONLY",
      "LOCAL_STORE_FULL",
    ],
  },
  {
    at: "lines that are removed",
    call: "removeLines",
    place: order,
    does: async (user) => {
      await intoTheLines(user);
      await press(user, "移除所选行");
      await press(user, "移除 1 行");
    },
    codes: ["LINE_LAST"],
  },
  {
    at: "undo",
    call: "undo",
    place: order,
    does: async (user) => {
      await intoTheLines(user);
      await user.keyboard("{Control>}z{/Control}");
    },
    codes: ["UNDO_NONE", "UNDO_CHANGED", "UNDO_LINES_KEPT"],
  },
  {
    at: "redo",
    call: "redo",
    place: order,
    does: async (user) => {
      await intoTheLines(user);
      await user.keyboard("{Control>}y{/Control}");
    },
    codes: ["REDO_NONE"],
  },
  {
    at: "a file of all orders",
    call: "exportOrders",
    place: "/orders",
    does: (user) => press(user, "导出"),
    codes: ["EXPORT_TOO_LARGE", "FILE_WRITE"],
  },
  {
    at: "a file to import",
    call: "startImport",
    place: `${order}/import`,
    does: (user) => press(user, "选择文件"),
    codes: [
      "FILE_READ",
      ...[
        "TYPE",
        "EXT",
        "ENCRYPTED",
        "DAMAGED",
        "EMPTY",
        "ROWS",
        "TOO_LARGE",
        "ENCODING",
        "CSV",
        "TIMEOUT",
      ].map((code) => `IMP_${code}`),
      ...["HEADER", "COLUMN_MISSING", "COLUMN_DOUBLE", "COLUMN_EXTRA", "MAP", "CURRENCY", "BUSY"].map(
        (code) => `IMP_${code}`,
      ),
      ...["SHEET_CHOICE", "SHEET_UNKNOWN", "REPLACE_LINKED", "STATE_CHANGED", "SAME_FILE"].map(
        (code) => `IMP_${code}`,
      ),
    ],
  },
];

/** Where a problem stands that refuses nothing: a desk on which it is found, and the way there. */
interface Standing {
  at: string;
  place: string;
  host: (code: string) => FakeHost;
  does: (user: Person, host: FakeHost) => Promise<void>;
  codes: string[];
}

const severityOf = (code: string) => catalogue[code as keyof typeof catalogue].severity;
const reads = async (user: Person, host: FakeHost) => {
  await press(user, "选择文件");
  await screen.findByText("尚未写入任何数据");
  await act(async () => {
    for (let step = 0; step < 4; step += 1) host.advance();
    await Promise.resolve();
  });
};
/** A desk with a file of three rows. */
const withFile = (warned: string[] = []) => {
  const host = fakeHost(3, { lines: 12 });
  host.import.chosen = "/files/list.xlsx";
  host.import.files.set("/files/list.xlsx", {
    ...sampleFile(3),
    warned: warned.map((code) => problem(code, { severity: severityOf(code) })),
  });
  return host;
};

const STANDINGS: Standing[] = [
  {
    at: "a row of a file",
    place: `${order}/import`,
    host: (code) => {
      const found = problem(code, { severity: severityOf(code), row: 2, field: "goods_name", column: "E" });
      const errors = found.severity === "error" ? 1 : 0;
      return {
        ...withFile(),
        previewFindings: () => Promise.resolve({ problems: [found], total: 1, errors }),
      };
    },
    does: reads,
    codes: [
      ...[
        "DUPLICATE",
        "FORMULA",
        "MERGED",
        "MONTH_AMBIGUOUS",
        "MONTH_DAY",
        "MONTH_SERIAL",
        "PENDING_LOOKUP",
      ].map((code) => `IMP_${code}`),
      "IMP_SCIENTIFIC",
    ],
  },
  {
    at: "a file as a whole",
    place: `${order}/import`,
    host: (code) => withFile([code]),
    does: reads,
    codes: ["IMP_HIDDEN", "IMP_TOTAL_ROW"],
  },
  {
    at: "an order's head",
    place: order,
    host: (code) => {
      const host = fakeHost(3, { lines: 12 });
      const found = problem(code, { severity: severityOf(code), field: "total_usd" });
      return { ...host, showOrder: async (id) => ({ ...(await host.showOrder(id)), problems: [found] }) };
    },
    does: nothing,
    codes: ["ORD_TOTAL_DIFF", "ORD_OVER_150K"],
  },
  {
    at: "暂存, while a line is typed and not added",
    place: order,
    host: () => fakeHost(3, { lines: 12 }),
    does: async (user) => {
      await intoTheLines(user);
      await user.click(document.querySelector('[data-entry] [data-column="goods_name"]') ?? document.body);
      await user.keyboard("木梳");
      await press(user, /^暂存/);
    },
    codes: ["LINE_NOT_ADDED"],
  },
];

/** What any call of a server may meet. */
const OF_THE_WAY = [
  "NET_REQUIRED",
  "NET_TLS",
  "NET_TIMEOUT",
  "NET_LOST",
  "NET_ANSWER",
  "SERVER_BUSY",
  "SERVER_REFUSED",
  "RATE_LIMITED",
];
const connected = () => fakeHost(3, { joined: "connected" });
const member = () => fakeHost(3, { joined: "signed_in" });
const fill = async (user: Person, label: RegExp, text: string) => {
  await user.type(await screen.findByLabelText(label), text);
};
const applicant = async (user: Person) => {
  const [company, uscc, name, number] = COMPANIES[0];
  await fill(user, /^企业名称/, company);
  await fill(user, /^统一社会信用代码/, uscc);
  await fill(user, /^法定代表人姓名/, name);
  await fill(user, /^法定代表人证件号码/, number);
  await press(user, "验证");
};

MEETINGS.push(
  {
    at: "a server that is connected",
    call: "connectServer",
    place: "/account",
    does: async (user) => {
      await fill(user, /^服务器地址/, "xinbao.example.com{Enter}");
    },
    codes: [...OF_THE_WAY, "NET_ADDRESS", "NET_CERTIFICATE", "CLIENT_TOO_OLD", "SERVER_TOO_OLD"],
  },
  {
    at: "the sign-in",
    call: "signIn",
    place: "/account",
    host: connected,
    does: async (user) => {
      await fill(user, /^用户名/, "F00000001");
      await fill(user, /^密码\*$/, PASSWORD);
      await screen.findByRole("img", { name: "验证码图片" });
      await fill(user, /^验证码/, `${CAPTCHA}{Enter}`);
    },
    codes: [
      ...OF_THE_WAY,
      "AUTH_BAD_CREDENTIALS",
      "AUTH_LOCKED",
      "CAPTCHA_WRONG",
      "CAPTCHA_EXPIRED",
      "ACCOUNT_OTHER",
      "FORBIDDEN",
      "SERVER_NOT_CONNECTED",
    ],
  },
  {
    at: "a code by SMS",
    call: "sendCode",
    place: "/account",
    host: connected,
    does: async (user) => {
      await fill(user, /^用户名/, "F00000001");
      await press(user, "看不清？短信登录验证");
      await press(user, "获取验证码");
    },
    codes: ["SMS_TOO_SOON", "SMS_LIMIT", "EXT_UNAVAILABLE", "EXT_NOT_CONFIGURED", "PHONE_FORMAT"],
  },
  {
    at: "the check against the registry",
    call: "verifyApplicant",
    place: "/account/register",
    host: connected,
    does: applicant,
    codes: [
      ...OF_THE_WAY,
      "REG_ALREADY",
      "REG_COMPANY_MISMATCH",
      "REG_LEGAL_REP_MISMATCH",
      "REG_NOT_FOUND",
      "REG_COMPANY_INACTIVE",
      "REG_TOO_MANY",
      "EXT_UNAVAILABLE",
      "WARN_ACK_REQUIRED",
    ],
  },
  {
    at: "the activation",
    call: "activate",
    place: "/account/register",
    host: connected,
    does: async (user) => {
      await applicant(user);
      await fill(user, /^联系人姓名/, "示例乙");
      await fill(user, /^绑定手机/, "19900000001");
      await fill(user, /^短信验证码/, SMS_CODE);
      await fill(user, /^密码\*$/, "sample-2026");
      await fill(user, /^确认密码/, "sample-2026");
      await user.click(screen.getByRole("checkbox", { name: /用户协议/ }));
      await press(user, "激活");
    },
    codes: [
      "REG_TOKEN_EXPIRED",
      "REG_TOKEN_USED",
      "SMS_WRONG",
      "SMS_EXPIRED",
      "SMS_TRIES",
      "PHONE_IN_USE",
      "AGREEMENT_REQUIRED",
      "CUSTOMS_REG_FORMAT",
    ],
  },
  {
    at: "a password that is changed",
    call: "changePassword",
    place: "/password",
    host: member,
    does: async (user) => {
      await fill(user, /^原密码/, "a");
      await fill(user, /^新密码/, "b");
      await fill(user, /^确认新密码/, "b{Enter}");
    },
    codes: [
      "PWD_LENGTH",
      "PWD_CLASSES",
      "PWD_CHARS",
      "PWD_REPEAT",
      "PWD_SAME_AS_OLD",
      "PWD_SAME_AS_ACCOUNT",
      "AUTH_REQUIRED",
      "AUTH_SUSPENDED",
      "ACCOUNT_STATE",
    ],
  },
  {
    at: "the list of signed-in computers",
    call: "devices",
    place: "/account",
    host: member,
    does: nothing,
    codes: [...OF_THE_WAY, "AUTH_REQUIRED", "AUTH_MUST_CHANGE_PASSWORD"],
  },
);
STANDINGS.push(
  {
    at: "a session that ended",
    place: "/account",
    host: (code) => {
      const host = fakeHost(1, { joined: "ended" });
      return { ...host, connection: async () => ({ ...(await host.connection()), ended: problem(code) }) };
    },
    does: nothing,
    codes: ["AUTH_SESSION_EXPIRED", "AUTH_SESSION_REVOKED"],
  },
  {
    at: "a sync that stands still",
    place: "/outbox",
    host: (code) => {
      const host = member();
      host.sync.stopped = problem(code);
      return host;
    },
    does: nothing,
    codes: ["SYNC_ANSWER", "SYNC_MISMATCH", "SYNC_RESYNC_LIMIT", "SYNC_BATCH_TOO_LARGE", "CLIENT_TOO_OLD"],
  },
  {
    at: "work that the server holds",
    place: "/outbox",
    host: (code) => {
      const host = member();
      const at = "2025-03-28 16:16:31";
      host.sync.waiting.set(orderId(0), {
        changes: 1,
        oldest_at: at,
        oldest_seconds: 9,
        reason: problem(code),
      });
      return host;
    },
    does: nothing,
    codes: ["SYNC_OP_HELD"],
  },
  {
    at: "what must be decided",
    place: "/attention",
    host: (code) => {
      const host = member();
      host.sync.rejection(orderId(0));
      const [item] = host.sync.attention;
      if (item) item.row = { ...item.row, problem: problem(code) };
      return host;
    },
    does: nothing,
    codes: ["SYNC_CONFLICT", "SYNC_PARENT_REFUSED"],
  },
);

const NEEDS_A_SERVER = "orders are confirmed, declared and linked with a server only";

/** Codes of these sections that no refusal of a call brings to a person, and why. */
const NOT_MET: Record<string, string> = {
  IMP_HAS_ERRORS: "the button says it before it can be pressed",
  LINE_DUPLICATE: "the grid names the twin row instead of asking whether to keep it; see below",
  LINE_INVALID: NEEDS_A_SERVER,
  LINE_PENDING_LOOKUP: NEEDS_A_SERVER,
  ORD_NOT_ALL_LINKED: NEEDS_A_SERVER,
  ORD_NOT_ALL_LINKED_WARN: NEEDS_A_SERVER,
  ORD_LOCKED_BUYER: NEEDS_A_SERVER,
  ORD_UNSYNCED: NEEDS_A_SERVER,
  LOCAL_UNSYNCED: NEEDS_A_SERVER,
  LOCAL_LOCKED: "the lock screen stands instead of its sentence",
  LOCAL_UNWRITABLE: "`xinbao doctor` says it, where nothing is to be stored",
  LOCAL_VAULT_MISSING: "the first run stands instead of its sentence",
};

const SECTIONS =
  /^(ORD|LINE|IMP|LOCAL|EXPORT|FILE|UNDO|REDO|REG|SMS|CAPTCHA|PWD|NET|SYNC|AUTH|ACCOUNT|CLIENT|SERVER)_/;

describe("CM-ERR-01: every code that a person can meet is on the screen, with its sentence", () => {
  it("knows of every code of these sections where it is met, or why it is not", () => {
    const met = new Set([...MEETINGS, ...STANDINGS].flatMap(({ codes }) => codes));
    const known = (code: string) => met.has(code) !== code in NOT_MET;
    expect(Object.keys(catalogue).filter((code) => SECTIONS.test(code) && !known(code))).toEqual([]);
  });

  for (const { at, call, place, host: hosted, does, codes } of MEETINGS) {
    it.each(codes)(`${at}: %s`, async (code) => {
      const host = hosted?.() ?? fakeHost(3, { lines: 12 });
      host.import.chosen = "/files/list.xlsx";
      host.fail(call, code, { times: 9 });
      const { user, view } = openDesk(place, host);
      await does(user);
      await screen.findByText(code);
      expect(view.baseElement.textContent).toContain(sentence(problem(code), "zh"));
    });
  }

  for (const { at, place, host: hosted, does, codes } of STANDINGS) {
    it.each(codes)(`${at}: %s`, async (code) => {
      const host = hosted(code);
      const { user, view } = openDesk(place, host);
      await does(user, host);
      await screen.findByText(code);
      // Its parameters are blank here: what stands between them is the sentence.
      for (const words of catalogue[code as keyof typeof catalogue].zh.split(/\{\w+\}/)) {
        expect(view.baseElement.textContent).toContain(words);
      }
    });
  }

  it("a line that equals another: LINE_DUPLICATE, with the place of its twin", async () => {
    const host = fakeHost(1, { lines: 2 });
    const [first, second] = (await host.linesPage(orderId(0), { offset: 0, limit: 2 })).lines;
    for (const column of ["goods_name", "quantity", "packages", "amount"] as const) {
      await host.typeCell(orderId(0), second?.id ?? "", column, first?.[column].text ?? "");
    }
    const { user } = openDesk(order, host);
    await press(user, "疑似重复 1");
    expect((await screen.findByText("LINE_DUPLICATE")).parentElement?.textContent).toContain("与第 1 行相同");
  });
});
