//! `sign-in`, `sign-out`, `whoami` (YW-AUTH-01, 02, 03, 05, 10).

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use actions::Host as _;
use desk::desk::Desk;
use desk::remote::{
    self, Captcha, CodeFor, Joined, Proof, Remote, SignIn, computer_name, lock_by_password, renew_lock,
};
use desk::vault::Unlock;
use desk::views::list::{OrderQuery, Total};
use domain::StateName;
use serde_json::{Value, json};
use values::{Code, Problem};

use super::{connect::server, notices, register::required};
use crate::answer::{Answer, Failure, OrFail as _, Outcome, referenced};
use crate::args::SignInArgs;
use crate::call::Call;
use crate::secret;
use crate::table::Human;

/// Signs in.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `FIELD_REQUIRED`; the codes of YW-AUTH-01 and 02; `ACCOUNT_OTHER`.
pub(super) async fn sign_in(call: &Call, desk: &Desk, unlock: Unlock, arguments: &SignInArgs) -> Outcome {
    let remote = server(desk).await?;
    let name = match arguments.name.clone().or(last_name(&remote).await?) {
        Some(name) => name,
        None => required(secret::read(call, call.say("用户名", "User name")).await?, "name")?.into_inner(),
    };
    let password = required(secret::asked(call, call.say("密码", "Password")).await?, "password")?;
    let proof = if arguments.sms {
        if !arguments.no_send {
            tell_sent(call, remote.send_code(&CodeFor::SignIn { name: name.clone() }).await?);
        }
        Proof::Sms(required(secret::read(call, call.say("短信验证码", "SMS code")).await?, "sms_code")?)
    } else {
        Proof::Captcha(read_picture(call, &remote, arguments.captcha.as_deref()).await?)
    };
    let request = SignIn { name, password, proof, device_name: computer_name() };
    let joined = remote.sign_in(&request).await?;
    notices::refresh(&remote).await;
    // Signed in is signed in: a lock that could not be set is told beside it. One that is the account's password follows it: it
    // may have been changed on another computer (YW-AUTH-06).
    let unlocked = match arguments.lock {
        true => lock_by_password(desk, unlock, &request.password).await,
        false => renew_lock(desk, unlock, &request.password).await.map(|_| ()),
    };
    let unlocked = unlocked.map_err(|error| referenced(error.problem(), &error));
    let standing = standing(desk).await?;
    let mut answer = told(call, remote.address().to_string(), true, Some(&joined), &standing);
    if joined.person.is_some_and(|person| person.must_change_password) {
        let next = call.say(
            "这是一次性密码，请用 password change 修改。",
            "This is a one-time password; change it by password change.",
        );
        answer.human = Human::All(vec![answer.human, next.into()]);
    }
    Ok(answer.with(unlocked.err(), call.sight()))
}

/// Signs out.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`; those of the store.
pub(super) async fn sign_out(call: &Call, desk: &Desk) -> Outcome {
    let remote = server(desk).await?;
    let was_signed_in = remote.is_signed_in().await?;
    let told = remote.sign_out().await?;
    let waiting = desk.store().outbox_count().await.or_fail()?;
    let data = json!({ "signed_in": false, "server_told": told, "waiting": waiting });
    let mut human = vec![Human::from(match (was_signed_in, told) {
        (false, _) => call.say("本来就没有登录。", "Nobody was signed in."),
        (true, true) => call.say("已退出登录。", "Signed out."),
        (true, false) => call.say(
            "已在本机退出登录；服务器没有应答，可在其他设备上结束该会话。",
            "Signed out on this computer; the server did not answer, another device can end the session.",
        ),
    })];
    if waiting > 0 {
        human.push(match call.lang {
            values::Lang::Zh => format!("待同步 {waiting}：内容已保存在本机，下次登录后同步。").into(),
            values::Lang::En => {
                format!("{waiting} waiting: safe on this computer, synchronised after the next sign-in.")
                    .into()
            }
        });
    }
    Ok(Answer::new(data, Human::All(human)))
}

/// Shows who is signed in; where the server cannot be asked, what was last known, with status 3.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`; `AUTH_REQUIRED`, `AUTH_SESSION_EXPIRED`, `AUTH_SESSION_REVOKED`; those of asking.
pub(super) async fn whoami(call: &Call, desk: &Desk) -> Outcome {
    let remote = server(desk).await?;
    let address = remote.address().to_string();
    let standing = standing(desk).await?;
    match remote.who().await {
        Ok(joined) => Ok(told(call, address, true, Some(&joined), &standing)),
        Err(error) if error.is_offline() => {
            let known = remote.joined().await?;
            let answer = told(call, address, remote.is_signed_in().await?, known.as_ref(), &standing);
            Ok(answer.with(error.problems(), call.sight()))
        }
        Err(error) if error.is(Code::AuthRequired) => {
            let known = remote.joined().await?;
            let answer = told(call, address, false, known.as_ref(), &standing);
            Ok(answer.with(error.problems(), call.sight()))
        }
        Err(error) => Err(error.into()),
    }
}

async fn last_name(remote: &Remote) -> Result<Option<String>, Failure> {
    Ok(remote.joined().await?.map(|own| own.login_name).filter(|name| !name.is_empty()))
}

/// What the start page counts (YW-AUTH-05), all of it on this computer.
struct Standing {
    /// Orders by state, in the order of [`StateName::ALL`].
    orders: Vec<(StateName, u64)>,
    waiting: i64,
    attention: i64,
    unread_notices: usize,
}

async fn standing(desk: &Desk) -> Result<Standing, Failure> {
    let mut orders = Vec::new();
    for state in StateName::ALL {
        let query = OrderQuery { state: Some(state), limit: 1, ..OrderQuery::default() };
        let (Total::Exactly(n) | Total::AtLeast(n)) = desk.store().list_orders(&query).await.or_fail()?.total;
        orders.push((state, n));
    }
    let counts = desk.store().sync_counts().await.or_fail()?;
    let content = remote::content(desk.store()).await?;
    Ok(Standing {
        orders,
        waiting: counts.waiting,
        attention: counts.attention,
        unread_notices: content.unread_on(desk.today()),
    })
}

fn told(
    call: &Call,
    server: String,
    signed_in: bool,
    joined: Option<&Joined>,
    standing: &Standing,
) -> Answer {
    let account = joined.map(|own| {
        json!({
            "id": own.account,
            "state": own.state,
            "company_name": own.company_name,
            "uscc": own.uscc,
            "mpn": own.mpn,
            "kyc_status": own.kyc_status,
            "login_name": own.login_name,
        })
    });
    let person = joined.and_then(|own| own.person.as_ref()).map(|person| {
        json!({
            "id": person.id,
            "name": person.name,
            "role": person.role,
            "rights": person.rights,
            "must_change_password": person.must_change_password,
        })
    });
    let data = json!({
        "server": server,
        "signed_in": signed_in,
        "account": account,
        "person": person,
        "as_of": joined.map(|own| own.as_of.clone()),
        "orders": standing.orders.iter().map(|(state, n)| (state.name(), *n)).collect::<BTreeMap<_, _>>(),
        "waiting": standing.waiting,
        "attention": standing.attention,
        "unread_notices": standing.unread_notices,
    });
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or("—").to_owned();
    let mut pairs = vec![
        (call.say("服务器", "Server").to_owned(), server),
        (
            call.say("登录", "Signed in").to_owned(),
            if signed_in { call.say("是", "yes") } else { call.say("否", "no") }.to_owned(),
        ),
    ];
    if let Some(account) = &account {
        pairs.push((call.say("企业", "Company").to_owned(), text(account, "company_name")));
        pairs.push((call.say("市场采购号", "Market-procurement number").to_owned(), text(account, "mpn")));
    }
    if let Some(person) = &person {
        pairs.push((call.say("姓名", "Name").to_owned(), text(person, "name")));
        pairs.push((call.say("角色", "Role").to_owned(), text(person, "role")));
    }
    Answer::new(data, Human::Pairs(pairs))
}

/// Tells on standard error that a code is on its way: whoever waits for the answer does not see why else.
pub(super) fn tell_sent(call: &Call, resend_seconds: u64) {
    match call.lang {
        values::Lang::Zh => eprintln!("短信验证码已发送，{resend_seconds} 秒后可重发"),
        values::Lang::En => eprintln!("an SMS code was sent; another may be asked for in {resend_seconds} s"),
    }
}

/// Writes the picture to a file that only its owner can read, says where it is, and takes what somebody reads there.
///
/// # Errors
/// Those of asking for it; `FILE_WRITE`; `FIELD_REQUIRED` if nobody reads it.
pub(super) async fn read_picture(
    call: &Call,
    remote: &Remote,
    out: Option<&Path>,
) -> Result<Captcha, Failure> {
    let picture = remote.picture().await?;
    let is_own = out.is_none();
    let path = match out {
        Some(path) => path.to_owned(),
        None => std::env::temp_dir().join(format!("xinbao-captcha-{}.png", picture.id)),
    };
    write_private(&path, &picture.png)?;
    eprintln!("{}: {}", call.say("验证码图片", "Captcha"), path.display());
    let typed = secret::read(call, call.say("验证码", "Captcha")).await;
    if is_own {
        remove(&path);
    }
    let text = required(typed?, "captcha")?.into_inner();
    Ok(Captcha { id: picture.id, text })
}

fn write_private(path: &PathBuf, bytes: &[u8]) -> Result<(), Problem> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|_| Problem::new(Code::FileWrite))
}

/// A picture that stays behind tells nothing: it was answered, or expires in two minutes.
fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::info!(kind = %error.kind(), "the captcha's picture stays");
    }
}
