//! `password change | reset`, `mobile`, `devices list | revoke` (YW-PWD-01, YW-AUTH-08, YW-AUTH-09, CM-SEC-02).

use desk::desk::Desk;
use desk::remote::{CodeFor, MobileChange, Reset, renew_lock};
use desk::vault::Unlock;
use serde_json::json;
use values::Secret;

use super::{
    connect::server,
    register::{repeated, required},
    sign_in::{read_picture, tell_sent},
};
use crate::answer::{Answer, Failure, Outcome, referenced};
use crate::args::{DevicesCommand, PasswordCommand};
use crate::call::Call;
use crate::secret;
use crate::table::Human;

/// Changes or resets the password.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `FIELD_REQUIRED`; the codes of YW-PWD-01 and YW-AUTH-08.
pub(super) async fn password(call: &Call, desk: &Desk, unlock: Unlock, command: &PasswordCommand) -> Outcome {
    let remote = server(desk).await?;
    match command {
        PasswordCommand::Change => {
            let old =
                required(secret::asked(call, call.say("原密码", "Old password")).await?, "old_password")?;
            let (new, repeat) = new_password(call).await?;
            remote.change_password(&old, &new, &repeat).await?;
            let renewed = renew_lock(desk, unlock, &new).await;
            let renewed = renewed.map_err(|error| referenced(error.problem(), &error));
            let text = call.say(
                "密码已修改，其他设备已退出登录。",
                "The password was changed; other devices are signed out.",
            );
            Ok(Answer::new(json!({}), text).with(renewed.err(), call.sight()))
        }
        PasswordCommand::Reset { name, mobile, captcha, no_send } => {
            if !no_send {
                let captcha = read_picture(call, &remote, captcha.as_deref()).await?;
                tell_sent(call, remote.start_reset(name, mobile, &captcha).await?);
            }
            let (password, repeat) = new_password(call).await?;
            let code = required(secret::read(call, call.say("短信验证码", "SMS code")).await?, "sms_code")?;
            let reset = Reset { name: name.clone(), mobile: mobile.clone(), code, password, repeat };
            remote.finish_reset(&reset).await?;
            let text = call.say("密码已重设，请重新登录。", "The password was reset; sign in again.");
            Ok(Answer::new(json!({}), text))
        }
    }
}

/// Binds another mobile number.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `FIELD_REQUIRED`; the codes of YW-AUTH-09.
pub(super) async fn mobile(call: &Call, desk: &Desk, number: &str, no_send: bool) -> Outcome {
    let remote = server(desk).await?;
    let password = required(secret::asked(call, call.say("密码", "Password")).await?, "password")?;
    if !no_send {
        remote.send_code(&CodeFor::OldMobile).await?;
        tell_sent(call, remote.send_code(&CodeFor::NewMobile { mobile: number.to_owned() }).await?);
    }
    let old = secret::read(call, call.say("原手机收到的验证码", "Code to the old number")).await?;
    let old_code = required(old, "old_code")?;
    let new = secret::read(call, call.say("新手机收到的验证码", "Code to the new number")).await?;
    let new_code = required(new, "new_code")?;
    let change = MobileChange { password, old_code, mobile: number.to_owned(), new_code };
    remote.change_mobile(&change).await?;
    Ok(Answer::new(json!({}), call.say("绑定手机已更换。", "The bound mobile was changed.")))
}

/// Lists the signed-in devices, or signs one out.
///
/// # Errors
/// `SERVER_NOT_CONNECTED`, `AUTH_REQUIRED`, `NOT_FOUND`, `ID_INVALID`; those of asking.
pub(super) async fn devices(call: &Call, desk: &Desk, command: &DevicesCommand) -> Outcome {
    let remote = server(desk).await?;
    match command {
        DevicesCommand::List => {
            let mut rows = Vec::new();
            let mut devices = Vec::new();
            for device in remote.devices().await? {
                rows.push(vec![
                    device.session_id.clone(),
                    device.device_name.clone().unwrap_or_default(),
                    device.created_at.clone(),
                    device.last_used_at.clone(),
                    call.say(if device.current { "是" } else { "" }, if device.current { "yes" } else { "" })
                        .to_owned(),
                ]);
                devices.push(json!({
                    "session_id": device.session_id,
                    "device": device.device,
                    "device_name": device.device_name,
                    "created_at": device.created_at,
                    "last_used_at": device.last_used_at,
                    "current": device.current,
                }));
            }
            let heading = call.heading(&[
                ("编号", "session_id"),
                ("设备", "device"),
                ("登录时间", "signed in"),
                ("最近使用", "last used"),
                ("本机", "this one"),
            ]);
            Ok(Answer::new(json!({ "devices": devices }), Human::Table(heading, rows)))
        }
        DevicesCommand::Revoke { id } => {
            remote.revoke(id).await?;
            Ok(Answer::new(json!({}), call.say("该设备已退出登录。", "The device is signed out.")))
        }
    }
}

async fn new_password(call: &Call) -> Result<(Secret<String>, Secret<String>), Failure> {
    let new = required(secret::asked(call, call.say("新密码", "New password")).await?, "new_password")?;
    let repeat = Secret::new(repeated(call, &new).await?);
    Ok((new, repeat))
}
