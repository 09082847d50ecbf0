import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { CAPTCHA, COMPANIES, fakeHost, PASSWORD, SERVER, SMS_CODE, type FakeHost } from "#host/fake";
import { openDesk } from "./openDesk";

type Person = ReturnType<typeof openDesk>["user"];

const joined = (how: "local" | "connected" | "signed_in" | "ended") => fakeHost(3, { joined: how });
const button = (name: string | RegExp) => screen.findByRole("button", { name });
const field = (name: string | RegExp) => screen.findByLabelText(name);
const fill = async (user: Person, label: string | RegExp, text: string) => {
  const input = await field(label);
  await user.clear(input);
  await user.type(input, text);
};
const picture = () => screen.findByRole("img", { name: "验证码图片" });

describe("连接服务器", () => {
  it("a vault in local mode gets a server that answers, and is asked to sign in", async () => {
    const { host, user } = openDesk("/account", joined("local"));
    await fill(user, /^服务器地址/, "http://example.com");
    await user.click(await button("连接"));
    await screen.findByText("NET_TLS");
    await fill(user, /^服务器地址/, `${SERVER}{Enter}`);
    await screen.findByRole("heading", { level: 1, name: "登录" });
    expect((await host.connection()).server).toBe(SERVER);
  });

  it("NET_REQUIRED: a server that does not answer is not taken; local mode goes on", async () => {
    const host = joined("local");
    host.sync.membership.online = false;
    const { user } = openDesk("/account", host);
    await fill(user, /^服务器地址/, SERVER);
    await user.click(await button("连接"));
    await screen.findByText("NET_REQUIRED");
    expect((await host.connection()).server).toBeNull();
    await user.click(screen.getByRole("link", { name: "继续用本机模式" }));
    await screen.findByRole("heading", { level: 1, name: "市场采购贸易联网信息平台" });
  });
});

describe("YW-REG-08: a draft that nobody touched for 30 days", () => {
  it("is told of at the start, at home and in the bar, until another is begun", async () => {
    const host = joined("connected");
    host.sync.membership.forgotten = true;
    const { router, user } = openDesk("/home", host);
    const notices = (await screen.findByRole("heading", { name: "通知" })).closest("section") as HTMLElement;
    await within(notices).findByText(/已从本机删除/);
    const bar = within(screen.getByRole("contentinfo"));
    await user.click(bar.getByRole("link", { name: "注册草稿已删除" }));
    await screen.findByText("上次的草稿已超过 30 天，已删除。");
    await fill(user, /^企业名称/, "示例贸易有限公司");
    await waitFor(() => {
      expect(host.calls.keepRegistration).toBe(1);
    });
    await router.navigate("/home");
    await waitFor(() => {
      expect(bar.queryByRole("link", { name: "注册草稿已删除" })).toBeNull();
    });
  });
});

describe("登录", () => {
  const signIn = async (user: Person, password = PASSWORD, letters = CAPTCHA) => {
    await fill(user, /^用户名/, "91330782te5t00016t");
    await fill(user, /^密码\*$/, password);
    await picture();
    await fill(user, /^验证码/, letters);
    await user.keyboard("{Enter}");
  };

  it("YW-AUTH-01, YW-AUTH-05: by user name, password and picture; then the account and its computers are shown", async () => {
    const { user } = openDesk("/account", joined("connected"));
    await signIn(user);
    await screen.findByText("示例进出口有限公司", { selector: "dd" });
    await within(await screen.findByRole("table", { name: "登录的电脑" })).findByText("仓库笔记本");
  });

  it("YW-AUTH-03: wrong letters are said at their field, and there is a new picture", async () => {
    const { host, user } = openDesk("/account", joined("connected"));
    await signIn(user, PASSWORD, "AAAA");
    await screen.findByText("CAPTCHA_WRONG");
    await waitFor(() => {
      expect(host.calls.captcha).toBe(2);
    });
    expect(await field(/^验证码/)).toHaveProperty("value", "");
    await user.click(await button("换一张"));
    expect(host.calls.captcha).toBe(3);
  });

  it("YW-AUTH-04: from the third wrong password on it says how many tries are left, then for how long it is locked", async () => {
    const { user } = openDesk("/account", joined("connected"));
    for (let times = 0; times < 3; times += 1) {
      await signIn(user, "wrong-1");
      await screen.findByText("AUTH_BAD_CREDENTIALS");
    }
    screen.getByText(/还可尝试 2 次/);
    for (let times = 0; times < 3; times += 1) await signIn(user, "wrong-1");
    await screen.findByText(/15 分钟后再试/);
  });

  it("YW-AUTH-02: by the bound mobile; a wrong number is said at its field", async () => {
    const { user } = openDesk("/account", joined("connected"));
    await user.click(await screen.findByRole("tab", { name: "手机号码登录" }));
    await fill(user, /^绑定手机/, "1990000000");
    await fill(user, /^密码\*$/, PASSWORD);
    await fill(user, /^验证码/, CAPTCHA);
    await user.keyboard("{Enter}");
    await screen.findByText("PHONE_FORMAT");
    await fill(user, /^绑定手机/, "19900000001");
    await fill(user, /^验证码/, CAPTCHA);
    await user.keyboard("{Enter}");
    await screen.findByText("示例进出口有限公司", { selector: "dd" });
  });

  it("YW-AUTH-03, YW-AUTH-07: whoever cannot read the picture gets a code by SMS; the button counts the seconds down", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    try {
      const { user } = openDesk("/account", joined("connected"));
      await fill(user, /^用户名/, "F00000001");
      await fill(user, /^密码\*$/, PASSWORD);
      await user.click(await button("看不清？短信登录验证"));
      await user.click(await button("获取验证码"));
      expect(await button("60 秒后可重发")).toHaveProperty("disabled", true);
      await act(() => vi.advanceTimersByTimeAsync(61_000));
      await button("获取验证码");
      await fill(user, /^短信验证码/, SMS_CODE);
      await user.keyboard("{Enter}");
      await screen.findByText("示例进出口有限公司", { selector: "dd" });
    } finally {
      vi.useRealTimers();
    }
  });

  it("CM-SEC-02: a session that ended says why; what is on this computer stays open", async () => {
    const { user } = openDesk("/account", joined("ended"));
    await screen.findByText("AUTH_SESSION_EXPIRED");
    await user.click(screen.getByRole("link", { name: "外贸公司信保订单登记" }));
    await screen.findByRole("table", { name: "外贸公司信保订单登记" });
  });
});

describe("注册", () => {
  const [company, uscc, name, number] = COMPANIES[0];
  const fillIn = async (
    user: Person,
    values: Partial<Record<"company" | "uscc" | "name" | "number", string>> = {},
  ) => {
    await fill(user, /^企业名称/, values.company ?? company);
    await fill(user, /^统一社会信用代码/, values.uscc ?? uscc);
    await fill(user, /^法定代表人姓名/, values.name ?? name);
    await fill(user, /^法定代表人证件号码/, values.number ?? number);
  };
  const open = (host: FakeHost = joined("connected")) => openDesk("/account/register", host);

  it("YW-REG-01: wrong numbers are told before any call of the network", async () => {
    const { host, user } = open();
    await fillIn(user, { uscc: "9133", number: "33078" });
    await user.click(await button("验证"));
    await screen.findByText("USCC_LENGTH");
    screen.getByText("RID_LENGTH");
    expect(host.calls.verifyApplicant).toBeUndefined();
  });

  it("YW-REG-02, YW-REG-03: what the registry answers is said; before the third attempt a picture is asked for", async () => {
    const { host, user } = open();
    await fillIn(user, { name: "示例丁" });
    for (let times = 1; times < 4; times += 1) {
      await user.click(await button("验证"));
      await waitFor(() => {
        expect(host.calls.verifyApplicant).toBe(times);
      });
      if (times < 3) await screen.findByText("REG_LEGAL_REP_MISMATCH");
    }
    await picture();
    await fillIn(user);
    await fill(user, /^验证码/, CAPTCHA);
    await user.click(await button("验证"));
    await screen.findByText("工商登记核对一致");
  });

  it("YW-REG-04 to 06: the company's data and the mobile's proof make an account, and its name goes to the sign-in", async () => {
    const { user } = open();
    await fillIn(user);
    await user.click(await button("验证"));
    await screen.findByText("工商登记核对一致");
    expect(await field(/^注册地址/)).toHaveProperty("value", "示例省示例市示例路 1 号");
    await user.click(await button("激活"));
    await screen.findByText("AGREEMENT_REQUIRED");
    screen.getByText("PWD_LENGTH");
    await fill(user, /^联系人姓名/, "示例乙");
    await fill(user, /^绑定手机/, "19900000001");
    await user.click(await button("获取验证码"));
    await fill(user, /^短信验证码/, "000000");
    await fill(user, /^密码\*$/, "sample-2026");
    await fill(user, /^确认密码/, "sample-2026");
    await user.click(screen.getByRole("checkbox", { name: /用户协议/ }));
    await user.click(await button("激活"));
    await screen.findByText("SMS_WRONG");
    await fill(user, /^短信验证码/, SMS_CODE);
    await user.click(await button("激活"));
    await screen.findByText("账号已激活");
    screen.getByText("F00000002");
    await user.click(await button("去登录"));
    expect(await field(/^用户名/)).toHaveProperty("value", uscc);
  });

  it("YW-REG-08: the draft survives without secrets; where the registry agreed, it goes on there", async () => {
    const host = joined("connected");
    const first = open(host);
    await fillIn(first.user);
    await waitFor(async () => {
      expect((await host.registration()).applicant.uscc).toBe(uscc);
    });
    first.view.unmount();
    const second = open(host);
    expect(await field(/^企业名称/)).toHaveProperty("value", company);
    await second.user.click(await button("验证"));
    await fill(second.user, /^联系人姓名/, "示例乙");
    await fill(second.user, /^密码\*$/, "sample-2026");
    second.view.unmount();
    open(host);
    await screen.findByText("工商登记核对一致");
    expect(await field(/^联系人姓名/)).toHaveProperty("value", "示例乙");
    expect(await field(/^密码\*$/)).toHaveProperty("value", "");
    expect(JSON.stringify(await host.registration())).not.toMatch(/sample-2026/);
  });

  it("YW-REG-06: after 30 minutes the verification is over, and it says so", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    try {
      const { user } = open();
      await fillIn(user);
      await user.click(await button("验证"));
      await screen.findByText("请在 30:00 内完成激活");
      await act(() => vi.advanceTimersByTimeAsync(1_801_000));
      await screen.findByText(/验证已超过 30 分钟/);
      expect((await button("激活")).getAttribute("aria-disabled")).toBe("true");
      await user.click(await button("返回修改"));
      expect(await field(/^企业名称/)).toHaveProperty("value", company);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("密码", () => {
  it("YW-PWD-01, YW-PWD-02: the old one, the new one twice, its rules ticked while somebody types", async () => {
    const { user } = openDesk("/password", joined("signed_in"));
    await fill(user, /^原密码/, "wrong");
    await fill(user, /^新密码/, "a");
    const rules = within(screen.getByRole("list", { name: "密码要求" }));
    const ticked = () => rules.getAllByRole("listitem").map((rule) => rule.textContent.includes("已满足"));
    expect(ticked()).toEqual([false, false, true, false]);
    await fill(user, /^新密码/, "sample-2026");
    await fill(user, /^确认新密码/, "sample-2026");
    expect(ticked()).toEqual([true, true, true, true]);
    await user.click(await button("保存"));
    await screen.findByText("AUTH_BAD_CREDENTIALS");
    await fill(user, /^原密码/, PASSWORD);
    await user.click(await button("保存"));
    await screen.findByText("密码已修改，其他电脑已退出登录。");
  });

  it("YW-NAV-03: where nobody is signed in, the page says what is missing", async () => {
    const { user } = openDesk("/password", joined("local"));
    await user.click(await screen.findByRole("link", { name: "连接服务器" }));
    await screen.findByRole("heading", { level: 1, name: "账号与服务器" });
  });

  it("YW-AUTH-08: is reset with a code to the bound mobile, and the sign-in says so", async () => {
    const { user } = openDesk("/account/reset", joined("connected"));
    await fill(user, /^统一社会信用代码或市场采购号/, "F00000001");
    await fill(user, /^绑定手机/, "19900000001");
    await picture();
    await fill(user, /^验证码/, CAPTCHA);
    await user.click(await button("下一步"));
    await screen.findByText("如果账号与手机号相符，验证码已发送到该手机。");
    await fill(user, /^短信验证码/, SMS_CODE);
    await fill(user, /^新密码/, "sample-2026");
    await fill(user, /^确认新密码/, "sample-2027");
    await user.click(await button("保存新密码"));
    await screen.findByText("PWD_REPEAT");
    await fill(user, /^确认新密码/, "sample-2026");
    await user.click(await button("保存新密码"));
    await screen.findByText("密码已重置，请用新密码登录。");
    expect(await field(/^用户名/)).toHaveProperty("value", "F00000001");
  });
});

describe("the account", () => {
  it("CM-SEC-02: another computer is signed out after a question", async () => {
    const { user } = openDesk("/account", joined("signed_in"));
    await user.click(await button("让“仓库笔记本”退出登录"));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "退出登录" }));
    await waitFor(() => {
      expect(screen.queryByRole("cell", { name: /仓库笔记本/ })).toBeNull();
      expect(screen.queryByRole("rowheader", { name: /仓库笔记本/ })).toBeNull();
    });
  });

  it("YW-AUTH-10: signing out with unsent work names its number, and offers to sync first", async () => {
    const host = joined("signed_in");
    await host.createOrder();
    const { user } = openDesk("/account", host);
    await user.click(await button("退出登录"));
    const asked = within(await screen.findByRole("dialog", { name: "还有 1 项没有同步，要退出登录吗？" }));
    await user.click(asked.getByRole("button", { name: "先同步" }));
    await waitFor(async () => {
      expect((await host.syncState()).waiting).toBe(0);
    });
    await user.click(await button("退出登录"));
    await screen.findByRole("heading", { level: 1, name: "登录" });
    expect((await host.connection()).signed_in).toBe(false);
  });
});
