import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { CAPTCHA, COMPANIES, PASSWORD, SMS_CODE } from "#host/fake";
import { fakeFirm, OWNER } from "#host/fake/firm";
import { Firm, routes } from "./Firm";

function open(place = "/", host = fakeFirm()) {
  const router = createMemoryRouter(routes, { initialEntries: [place] });
  render(<Firm host={host} router={router} />);
  return { host, router, user: userEvent.setup() };
}

type Opened = ReturnType<typeof open>;

const fill = async ({ user }: Opened, label: RegExp, text: string) => {
  const field = await screen.findByLabelText(label);
  await user.clear(field);
  await user.type(field, text);
};

async function signIn(opened: Opened) {
  await screen.findByRole("img", { name: "验证码图片" });
  await fill(opened, /^用户名/, "F00000001");
  await fill(opened, /^密码\*$/, PASSWORD);
  await fill(opened, /^验证码/, `${CAPTCHA}{Enter}`);
  await screen.findByRole("navigation");
  return opened;
}

describe("the console of firms", () => {
  it("YW-NAV-01: a visitor sees filing and entrance, the notices and the service numbers", async () => {
    const { user } = open();
    await screen.findByRole("link", { name: /市场采购业务入口/ });
    await screen.findByText("培训日期 2025-04-01，地点 示例路 1 号");
    await screen.findByText("0579-85250715, 0579-85250725");
    expect(screen.queryByText("未读")).toBeNull();
    await user.click(screen.getByRole("link", { name: /市场采购主体备案/ }));
    await screen.findByRole("heading", { level: 1, name: "注册外贸公司" });
  });

  it("YW-REG-01 to YW-REG-06: registration is the desk's, and says that nothing is kept in the browser", async () => {
    const opened = open("/account/register");
    const { user } = opened;
    await screen.findByText("已填的内容只在这个页面里，关闭或刷新后需要重填。");
    const [company, uscc, name, number] = COMPANIES[0];
    await fill(opened, /^企业名称/, company);
    await fill(opened, /^统一社会信用代码/, uscc);
    await fill(opened, /^法定代表人姓名/, name);
    await fill(opened, /^法定代表人证件号码/, `${number}{Enter}`);
    await fill(opened, /^联系人姓名/, "示例业务员一");
    await fill(opened, /^绑定手机/, "19900000001");
    await fill(opened, /^短信验证码/, SMS_CODE);
    await fill(opened, /^密码\*$/, PASSWORD);
    await fill(opened, /^确认密码/, PASSWORD);
    await user.click(screen.getByLabelText("我已阅读并同意用户协议与隐私政策"));
    await user.click(screen.getByRole("button", { name: "激活" }));
    await screen.findByText("账号已激活");
    await user.click(screen.getByRole("button", { name: "去登录" }));
    expect(await screen.findByLabelText(/^用户名/)).toHaveProperty("value", uscc);
  });

  it("CM-SEC-03: the firm's data are shown masked, with what is missing as such", async () => {
    await signIn(open("/account"));
    await screen.findByText("居民身份证 330***********0013");
    screen.getByText("存续，2025-03-04 10:00 核对");
    expect(screen.getAllByText("—")).toHaveLength(2);
  });

  it("YW-OPS-02: a suspended firm is told why", async () => {
    const account = { ...OWNER.account, state: "suspended", state_reason: "资料核实中" };
    await signIn(open("/account", fakeFirm({ ...OWNER, account })));
    await screen.findByText("账号已暂停使用：资料核实中。可以查看和导出，不能修改。");
  });

  it("YW-HELP-02: an unread notice is marked until it was read", async () => {
    const { user, host } = await signIn(open("/account"));
    await user.click(screen.getByRole("link", { name: "首页" }));
    await user.click(await screen.findByRole("button", { name: "将“系统使用培训”标为已读" }));
    expect(host.calls).toEqual(["noticeRead notice-0"]);
    await screen.findByText("请携带营业执照。");
    expect(screen.queryByText("未读")).toBeNull();
  });

  it("YW-AUTH-09: the mobile changes with two codes and the password; a wrong code is said at its field", async () => {
    const opened = await signIn(open("/mobile"));
    const { user, host } = opened;
    expect(screen.getByRole("button", { name: "向新手机发送验证码" })).toHaveProperty("disabled", true);
    await user.click(screen.getByRole("button", { name: "向原手机发送验证码" }));
    await screen.findByText("60 秒后可重发");
    await fill(opened, /^原手机验证码/, SMS_CODE);
    await fill(opened, /^新手机号/, "19900000002");
    await fill(opened, /^新手机验证码/, "000000");
    await fill(opened, /^当前密码/, `${PASSWORD}{Enter}`);
    await screen.findByText("SMS_WRONG");
    await fill(opened, /^新手机验证码/, `${SMS_CODE}{Enter}`);
    await screen.findByText("绑定手机已更换。");
    expect(host.calls).toEqual(["sendMobileCode old", "changeMobile 19900000002"]);
  });

  it("CM-SEC-02: devices are listed and ended; a session that ended says why at the place where one was", async () => {
    const { user, host, router } = await signIn(open("/devices"));
    const rows = within(await screen.findByRole("table", { name: "登录的电脑" }));
    await user.click(rows.getByRole("button", { name: "让“仓库笔记本”退出登录" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "退出登录" }));
    await screen.findByText("“仓库笔记本”已退出登录。");
    host.end("AUTH_SESSION_EXPIRED");
    await screen.findByText("AUTH_SESSION_EXPIRED");
    expect(router.state.location.pathname).toBe("/devices");
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("CM-SEC-05: staff are sent to their own console", async () => {
    const account = { ...OWNER.account, kind: "operator" };
    const opened = open("/account", fakeFirm({ ...OWNER, account }));
    await screen.findByRole("img", { name: "验证码图片" });
    await fill(opened, /^用户名/, "operator.a");
    await fill(opened, /^密码\*$/, PASSWORD);
    await fill(opened, /^验证码/, `${CAPTCHA}{Enter}`);
    await screen.findByText("这里供外贸公司和商户使用。");
    expect(screen.queryByRole("navigation")).toBeNull();
  });
});
