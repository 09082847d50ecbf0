import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lettersOn, serve, violations, type Served, type Tab } from "./served";

// The companies of the simulated registry (spec 01 §18.7); numbers and passwords are synthetic.
const COMPANY = "示例进出口有限公司";
const USCC = "91330782TE5T00016T";
const MOBILE = "19900000001";
const NEW_MOBILE = "19900000002";
const PASSWORD = "sample-2025";
const NEXT_PASSWORD = "sample-2026";
const STAFF_PASSWORD = "sample-ops-1";
const OWN_PASSWORD = "sample-ops-2";

let server: Served;
/** The firm's and the operator's windows, open from their first use on. */
let firm: Tab;
let ops: Tab;

beforeAll(async () => {
  server = await serve();
  server.addStaff("operator.a", "operator", STAFF_PASSWORD);
});

afterAll(async () => {
  await server.stop();
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const field = (page: Page, label: string | RegExp) => page.getByLabel(label);
const code = (page: Page, name: string) => page.getByText(name, { exact: true }).first().waitFor();
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

async function signIn(page: Page, name: string, password: string, label: RegExp = /^用户名/) {
  await field(page, label).fill(name);
  await field(page, /^密码\*$/).fill(password);
  await field(page, /^验证码/).fill(await lettersOn(page, server.address));
  await page.keyboard.press("Enter");
}

const signInStaff = (page: Page, password: string) => signIn(page, "operator.a", password, /^工号/);

const healthy = async ({ page, faults }: Tab) => {
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
};

it("YW-NAV-01, CM-ARCH-02: a visitor sees filing, entrance and service numbers, and that partners are simulated", async () => {
  firm = await server.open("/firm/");
  const { page } = firm;
  await heading(page, "市场采购贸易联网信息平台");
  await page.getByText("模拟环境").waitFor();
  await page.getByText("0579-85250210").waitFor();
  await page.getByText("现在没有公告。").waitFor();
  await healthy(firm);
});

it("YW-REG-01 to YW-REG-06: a firm registers: wrong values at their fields, the registry, the SMS code, the account", async () => {
  const { page } = firm;
  await page.getByRole("link", { name: "市场采购主体备案" }).click();
  await heading(page, "注册外贸公司");
  await button(page, "验证").click();
  await code(page, "FIELD_REQUIRED");
  await field(page, /^企业名称/).fill("示例贸易有限公司");
  await field(page, /^统一社会信用代码/).fill(USCC.slice(1));
  await field(page, /^法定代表人姓名/).fill("示例甲");
  await field(page, /^法定代表人证件号码/).fill("330782190101010013");
  await button(page, "验证").click();
  await code(page, "USCC_LENGTH");
  await field(page, /^统一社会信用代码/).fill(USCC);
  await button(page, "验证").click();
  await code(page, "RID_AGE_HIGH");
  await button(page, "已核对，仍然验证").click();
  await code(page, "REG_COMPANY_MISMATCH");
  await healthy(firm);
  await field(page, /^企业名称/).fill(COMPANY);
  await button(page, "验证").click();
  await page.getByText("工商登记核对一致").waitFor();
  await button(page, "激活").click();
  await code(page, "AGREEMENT_REQUIRED");
  await field(page, /^联系人姓名/).fill("示例业务员一");
  await field(page, /^绑定手机/).fill(MOBILE);
  await field(page, /^注册地址/).fill("示例省示例市示例路 1 号");
  await button(page, "获取验证码").click();
  await page.getByText("秒后可重发").waitFor();
  await field(page, /^短信验证码/).fill(await server.codeFor(MOBILE));
  await field(page, /^密码\*$/).fill(PASSWORD);
  await field(page, /^确认密码/).fill(PASSWORD);
  await page.getByLabel("我已阅读并同意用户协议与隐私政策").check();
  await healthy(firm);
  await button(page, "激活").click();
  await page.getByText("账号已激活").waitFor();
  await page.getByText(/^F\d{8}$/).waitFor();
  await button(page, "去登录").click();
});

it("YW-AUTH-01, YW-AUTH-03: wrong letters bring a new picture, the right ones the firm's data, masked", async () => {
  const { page } = firm;
  expect(await field(page, /^用户名/).inputValue()).toBe(USCC);
  await lettersOn(page, server.address);
  await field(page, /^密码\*$/).fill(PASSWORD);
  await field(page, /^验证码/).fill("0000");
  await page.keyboard.press("Enter");
  await code(page, "CAPTCHA_WRONG");
  await signIn(page, USCC, PASSWORD);
  await heading(page, "主体信息");
  await page.getByText(COMPANY).first().waitFor();
  const text = await page.locator("main").innerText();
  expect(text).toContain("199****0001");
  expect(text).not.toContain("330782190101010013");
  expect(text).not.toContain(MOBILE);
  await healthy(firm);
});

it("CM-SEC-02: this browser keeps its place among the devices; another one is signed out, and says why", async () => {
  const other = await server.open("/firm/account");
  await signIn(other.page, USCC, PASSWORD);
  await heading(other.page, "主体信息");
  const { page } = firm;
  await page.reload();
  await signIn(page, USCC, PASSWORD);
  await page.getByRole("link", { name: "登录的电脑" }).click();
  const rows = page.getByRole("table", { name: "登录的电脑" }).locator("tbody tr");
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBe(2);
  await rows.filter({ hasNotText: "这台" }).getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: "退出登录" }).click();
  await rows.nth(1).waitFor({ state: "detached" });
  await other.page.getByRole("link", { name: "登录的电脑" }).click();
  await other.page.getByText("需要重新登录").waitFor();
  await code(other.page, "AUTH_SESSION_REVOKED");
  await healthy(other);
  await other.close();
});

it("YW-PWD-01: the password is changed; the old one signs in no more", async () => {
  const { page } = firm;
  await page.getByRole("link", { name: "密码修改" }).click();
  await field(page, /^原密码/).fill("wrong-2025");
  await field(page, /^新密码/).fill(NEXT_PASSWORD);
  await field(page, /^确认新密码/).fill(NEXT_PASSWORD);
  await button(page, "保存").click();
  await code(page, "AUTH_BAD_CREDENTIALS");
  await field(page, /^原密码/).fill(PASSWORD);
  await button(page, "保存").click();
  await page.getByText("密码已修改").waitFor();
  await button(page, "退出").click();
  await page.getByRole("link", { name: "登录的电脑" }).waitFor({ state: "detached" });
  expect(await page.locator("body").innerText()).not.toContain("示例业务员一");
});

it("YW-AUTH-08: staff begin with a password of their own; firms are sent to their entrance", async () => {
  ops = await server.open("/ops/");
  const { page } = ops;
  await heading(page, "登录");
  await healthy(ops);
  await signIn(page, USCC, NEXT_PASSWORD, /^工号/);
  await page.getByText("这里只供商城工作人员使用。").waitFor();
  await page.locator("main").getByRole("button", { name: "退出" }).click();
  await signInStaff(page, STAFF_PASSWORD);
  await heading(page, "密码修改");
  await field(page, /^原密码/).fill(STAFF_PASSWORD);
  await field(page, /^新密码/).fill(OWN_PASSWORD);
  await field(page, /^确认新密码/).fill(OWN_PASSWORD);
  await button(page, "保存").click();
  await heading(page, "账号");
  await healthy(ops);
});

it("YW-OPS-01, YW-AUTH-04: a locked firm is found and unlocked; the right password is let in at once", async () => {
  const { page } = firm;
  await page.goto(`${server.address}/firm/account`);
  for (let tries = 0; tries < 5; tries += 1) await signIn(page, USCC, "wrong-2025");
  await code(page, "AUTH_LOCKED");
  const desk = ops.page;
  await desk.getByRole("searchbox").fill("进出口");
  await button(desk, "查找").click();
  await desk.getByRole("link", { name: COMPANY }).click();
  await heading(desk, COMPANY);
  await button(desk, "解除密码锁定").click();
  await desk.getByText("密码锁定已解除，可以重新登录。").waitFor();
  await healthy(ops);
  await signIn(page, USCC, NEXT_PASSWORD);
  await heading(page, "主体信息");
});

it("YW-OPS-02: a suspension wants its reason, which the firm is shown; it is lifted again", async () => {
  const { page } = ops;
  await button(page, "暂停使用").click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: "暂停使用" }).isDisabled()).toBe(true);
  await dialog.getByLabel(/^原因/).fill("资料核实中");
  await healthy(ops);
  await page.keyboard.press("Enter");
  await page.getByText("已暂停 资料核实中").waitFor();
  await firm.page.getByRole("link", { name: "首页" }).click();
  await firm.page.getByRole("link", { name: "主体信息" }).click();
  await firm.page.getByText("账号已暂停使用：资料核实中").waitFor();
  await healthy(firm);
  await button(page, "恢复使用").click();
  await page.getByText("账号已恢复使用。").waitFor();
});

it("CM-AUD-01: the audit trail is narrowed by action and by what was refused", async () => {
  const { page } = ops;
  const rows = page.getByRole("table", { name: "操作记录" }).locator("tbody tr");
  await page.getByLabel("只看未成功的").check();
  await page.getByRole("cell", { name: "AUTH_LOCKED" }).first().waitFor();
  await rows.filter({ hasText: "成功" }).first().waitFor({ state: "detached" });
  await page.getByLabel("只看未成功的").uncheck();
  await page.getByLabel("操作", { exact: true }).selectOption({ label: "退出登录" });
  await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(2);
  await page.getByLabel("从", { exact: true }).fill("2020-01-01");
  await page.getByLabel("到", { exact: true }).fill("2020-01-02");
  await page.getByText("没有符合筛选的记录。").waitFor();
  await healthy(ops);
});

it("YW-OPS-03, YW-AUTH-09: the firm changes its mobile with two codes and its password", async () => {
  await server.pass(61);
  const { page } = firm;
  await page.getByRole("link", { name: "更换手机" }).click();
  await button(page, "向原手机发送验证码").click();
  await page.getByText("秒后可重发").first().waitFor();
  await field(page, /^原手机验证码/).fill(await server.codeFor(MOBILE));
  await field(page, /^新手机号/).fill(NEW_MOBILE);
  await button(page, "向新手机发送验证码").click();
  await page.getByText("秒后可重发").nth(1).waitFor();
  await field(page, /^新手机验证码/).fill(await server.codeFor(NEW_MOBILE));
  await field(page, /^当前密码/).fill(NEXT_PASSWORD);
  await healthy(firm);
  await button(page, "保存").click();
  await page.getByText("绑定手机已更换。").waitFor();
});

it("YW-HELP-02: a training is announced, seen unread by the firm, read, and taken back", async () => {
  const { page } = ops;
  await page.getByRole("link", { name: "公告" }).click();
  await page.getByText("还没有公告。").waitFor();
  await button(page, "新增公告").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("培训", { exact: true }).check();
  await dialog.getByLabel(/^标题/).fill("系统使用培训");
  await dialog.getByLabel(/^正文/).fill("请携带营业执照。");
  await dialog.getByLabel(/^最后一天/).fill("2020-01-01");
  await dialog.getByLabel(/^培训日期/).fill("2099-04-01");
  await dialog.getByLabel(/^培训地点/).fill("示例路 1 号");
  await dialog.getByRole("button", { name: "发布" }).click();
  await code(page, "DATE_RANGE");
  await healthy(ops);
  await dialog.getByLabel(/^最后一天/).fill("2099-12-31");
  await dialog.getByRole("button", { name: "发布" }).click();
  await page.getByText("公告已发布。").waitFor();
  const seen = firm.page;
  await seen.getByRole("link", { name: "首页" }).click();
  await seen.getByText("培训日期 2099-04-01，地点 示例路 1 号").waitFor();
  await seen.getByText("未读", { exact: true }).waitFor();
  await healthy(firm);
  await button(seen, "将“系统使用培训”标为已读").click();
  await seen.getByText("未读", { exact: true }).waitFor({ state: "detached" });
  await button(page, "撤回“系统使用培训”").click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
  await page.getByText("已撤回", { exact: true }).waitFor();
  await healthy(ops);
});

it("YW-OPS-04, YW-HELP-01: a value outside of its bounds is refused; a new service number is shown at once", async () => {
  const { page } = ops;
  await page.getByRole("link", { name: "参数" }).click();
  await button(page, "修改“照片保留天数”").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^新值/).fill("5");
  await page.keyboard.press("Enter");
  await code(page, "PARAM_RANGE");
  await healthy(ops);
  await page.keyboard.press("Escape");
  await button(page, "修改“人保电话”").click();
  await dialog.getByLabel(/^新值/).fill("0579-00000000");
  await page.keyboard.press("Enter");
  await page.getByText("“人保电话”已设置。").waitFor();
  await firm.page.getByRole("link", { name: "主体信息" }).click();
  await firm.page.getByRole("link", { name: "首页" }).click();
  await firm.page.getByText("0579-00000000").waitFor();
});

it("YW-AUTH-08: who forgot the password gets a code by SMS; all sessions end", async () => {
  await server.pass(61);
  const { page, close } = await server.open("/firm/account/reset");
  await field(page, /^统一社会信用代码或市场采购号/).fill(USCC);
  await field(page, /^绑定手机/).fill(NEW_MOBILE);
  await field(page, /^验证码/).fill(await lettersOn(page, server.address));
  await page.keyboard.press("Enter");
  await page.getByText("如果账号与手机号相符").waitFor();
  await field(page, /^短信验证码/).fill(await server.codeFor(NEW_MOBILE));
  await field(page, /^新密码/).fill(PASSWORD);
  await field(page, /^确认新密码/).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText("密码已重置，请用新密码登录。").waitFor();
  await signIn(page, USCC, PASSWORD);
  await heading(page, "主体信息");
  await close();
  await firm.page.getByRole("link", { name: "登录的电脑" }).click();
  await code(firm.page, "AUTH_SESSION_REVOKED");
});

it.each([
  { lang: "en", dark: false, width: 1440 },
  { lang: "zh", dark: true, width: 1024 },
  { lang: "en", dark: true, width: 400 },
] as const)("CM-UI-01: both consoles in $lang, dark: $dark, $width points wide", async (look) => {
  const operator = await server.open("/ops/", look);
  const { page } = operator;
  const label =
    look.lang === "zh" ? [/^工号/, /^密码\*$/, /^验证码/] : [/^Staff name/, /^Password\*$/, /^Captcha/];
  await page.getByLabel(label[0] ?? "").fill("operator.a");
  await page.getByLabel(label[1] ?? "").fill(OWN_PASSWORD);
  await page.getByLabel(label[2] ?? "").fill(await lettersOn(page, server.address));
  await page.keyboard.press("Enter");
  for (const place of [
    /^(账号|Accounts)$/,
    /^(公告|Notices)$/,
    /^(参数|Parameters)$/,
    /^(登录的电脑|Signed-in computers)$/,
  ]) {
    await page.getByRole("link", { name: place }).click();
    await page.getByRole("table").first().waitFor();
    await healthy(operator);
  }
  await operator.close();
  const visitor = await server.open("/firm/", look);
  await visitor.page.getByRole("heading", { level: 2 }).first().waitFor();
  await healthy(visitor);
  await visitor.page.goto(`${server.address}/firm/account`);
  await visitor.page.getByRole("img", { name: /验证码图片|Captcha picture/ }).waitFor();
  await healthy(visitor);
  await visitor.close();
});
