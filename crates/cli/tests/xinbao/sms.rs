//! Ways that a code by SMS opens, against the real server, whose simulated clock lets the pause between two codes pass.

use crate::desk::Said;
use crate::server::{ONE, PASSWORD, Server, Talk};

/// YW-AUTH-02, YW-AUTH-03, YW-AUTH-07: a code in the place of the picture signs in, once.
#[test]
fn yw_auth_07_a_code_signs_in_once() {
    let server = Server::start();
    let desk = server.desk("sms");
    server.register(&desk, &ONE);
    server.pass_seconds(60);
    let mut talk = Talk::start(&desk, &["sign-in", "--sms"]);
    talk.say(PASSWORD);
    talk.sent();
    let code = server.code(ONE.mobile);
    talk.say(&code);
    assert_eq!(talk.end().data(0)["signed_in"], true);
    let again = desk.given(&["sign-in", "--sms", "--no-send"], &format!("{PASSWORD}\n{code}\n"));
    assert_eq!(again.problems(), ["SMS_EXPIRED sms_code"]);
    server.pass_seconds(60);
    let mut talk = Talk::start(&desk, &["sign-in", "--sms"]);
    talk.say(PASSWORD);
    talk.sent();
    let code = server.code(ONE.mobile);
    server.pass_seconds(5 * 60);
    talk.say(&code);
    assert_eq!(talk.end().problems(), ["SMS_EXPIRED sms_code"], "five minutes later it opens nothing");
}

/// YW-AUTH-08, YW-PWD-03: a forgotten password is reset by code: the new one signs in, the old one does not, all sessions have
/// ended.
#[test]
fn yw_auth_08_a_forgotten_password_is_reset() {
    let server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.pass_seconds(60);
    let mut talk = Talk::start(&second, &["password", "reset", "--name", ONE.uscc, "--mobile", ONE.mobile]);
    let id = talk.captcha().expect("a picture");
    talk.say(&server.captcha(&id));
    talk.sent();
    talk.say("Third-pass3");
    talk.say(&server.code(ONE.mobile));
    talk.end().data(0);
    assert_eq!(first.run(&["whoami"]).codes(), ["AUTH_SESSION_REVOKED"]);
    let name = ["--name", ONE.uscc];
    assert_eq!(server.sign_in(&second, &name, PASSWORD).codes(), ["AUTH_BAD_CREDENTIALS"]);
    server.sign_in(&second, &name, "Third-pass3").data(0);
}

/// YW-AUTH-08: for a number that is not bound the first step answers the same, and nothing is sent.
#[test]
fn yw_auth_08_the_first_step_tells_nothing() {
    let server = Server::start();
    let desk = server.desk("stranger");
    server.register(&desk, &ONE);
    let mut talk = Talk::start(&desk, &["password", "reset", "--name", ONE.uscc, "--mobile", "19900000055"]);
    let id = talk.captcha().expect("a picture");
    talk.say(&server.captcha(&id));
    talk.sent();
    talk.say("Third-pass3");
    talk.say("123456");
    let said: Said = talk.end();
    assert_eq!(said.problems(), ["SMS_WRONG sms_code"]);
    assert!(server.messages("19900000055").is_empty());
}

/// YW-AUTH-09: both numbers are proven; the new one signs in from then on, the old one no longer does.
#[test]
fn yw_auth_09_another_mobile_is_bound() {
    const NEW: &str = "19900000077";
    let server = Server::start();
    let desk = server.desk("mobile");
    server.register(&desk, &ONE);
    server.sign_in(&desk, &[], PASSWORD).data(0);
    server.pass_seconds(60);
    let mut talk = Talk::start(&desk, &["mobile", NEW]);
    talk.say(PASSWORD);
    talk.sent();
    talk.say(&server.code(ONE.mobile));
    talk.say(&server.code(NEW));
    talk.end().data(0);
    assert_eq!(server.sign_in(&desk, &["--name", ONE.mobile], PASSWORD).codes(), ["AUTH_BAD_CREDENTIALS"]);
    server.sign_in(&desk, &["--name", NEW], PASSWORD).data(0);
}

/// YW-AUTH-06, YW-PWD-03: a password that was changed on another computer opens this vault after the next sign-in here, and not
/// before.
#[test]
fn yw_auth_06_the_lock_follows_a_password_changed_elsewhere() {
    let mut server = Server::start();
    let (here, there) = (server.desk("here"), server.desk("there"));
    server.register(&here, &ONE);
    server.sign_in(&here, &["--lock"], PASSWORD).data(0);
    server.sign_in(&there, &["--name", ONE.uscc], PASSWORD).data(0);
    there.given(&["password", "change"], "Right-pass1\nOther-pass2\n").data(0);
    assert_eq!(here.given(&["order", "list"], "Other-pass2\n").codes(), ["LOCAL_LOCK_WRONG"]);
    let mut talk = Talk::start(&here, &["sign-in"]);
    talk.say(PASSWORD); // opens the vault
    talk.say("Other-pass2");
    let id = talk.captcha().expect("a picture");
    talk.say(&server.captcha(&id));
    assert_eq!(talk.end().codes(), Vec::<String>::new());
    server.kill();
    assert_eq!(here.given(&["order", "list"], "Right-pass1\n").codes(), ["LOCAL_LOCK_WRONG"]);
    here.given(&["order", "list"], "Other-pass2\n").data(0);
}
