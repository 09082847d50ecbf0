//! Accounts from a desk, against the real server: registration, activation, sign-in, devices, passwords.

use serde_json::json;

use crate::desk::{Desk, line};
use crate::server::{ONE, PASSWORD, Server, TWO, Talk};

/// YW-REG-01, YW-REG-02, YW-REG-04, YW-REG-05, YW-REG-06, YW-REG-07, YW-AUTH-01, YW-AUTH-05: a firm registers, signs in on
/// two desks, and its local work stays as it was.
#[test]
fn yw_reg_06_from_the_form_to_two_desks() {
    let server = Server::start();
    let first = server.desk("first");
    let order = first.order_with(&format!("[{}]", line(1)));
    let history = first.run(&["history", &order]).data(0);
    let done = server.register(&first, &ONE);
    assert_eq!((done["login_name"].as_str(), done["mpn"].as_str()), (Some(ONE.uscc), Some("F00000001")));
    let who = first.run(&["whoami"]);
    assert_eq!((who.code, who.codes()), (1, vec!["AUTH_REQUIRED".to_owned()]), "activation signs nobody in");
    assert_eq!(who.json()["data"]["account"]["id"], done["account_id"]);
    // The name is remembered; the other desk says it.
    let signed_in = server.sign_in(&first, &[], PASSWORD).data(0);
    assert_eq!(signed_in["account"]["company_name"], ONE.name);
    assert_eq!(signed_in["person"]["role"], "owner");
    let second = server.desk("second");
    assert_eq!(server.sign_in(&second, &["--name", "f00000001"], PASSWORD).data(0)["signed_in"], true);
    for desk in [&first, &second] {
        let who = desk.run(&["whoami"]).data(0);
        assert_eq!(
            (who["signed_in"].as_bool(), who["account"]["mpn"].as_str()),
            (Some(true), Some("F00000001"))
        );
    }
    assert_eq!(first.run(&["history", &order]).data(0), history, "local work is not rewritten");
    assert_eq!(first.run(&["undo", &order]).code, 0);
}

/// YW-REG-01, YW-REG-02, YW-REG-03: what is wrong is told here before anybody is asked; what the registry says has its code, and
/// before the third attempt a captcha is asked for.
#[test]
fn yw_reg_02_every_answer_of_the_registry() {
    let server = Server::start();
    let desk = server.desk("registry");
    let register =
        |values: &str| desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], values);
    let wrong = json!({ "company_name": "", "uscc": "91330782TE5T00016X", "legal_rep_name": "甲", "legal_rep_doc_no": "1" });
    let said = register(&wrong.to_string());
    assert_eq!(said.code, 1);
    assert_eq!(
        said.problems(),
        [
            "FIELD_REQUIRED company_name",
            "USCC_CHECK uscc",
            "FIELD_TOO_SHORT legal_rep_name",
            "RID_LENGTH legal_rep_doc_no"
        ]
    );
    let said = register("{\"password\": \"x\"}");
    assert_eq!(said.problems(), ["REQ_UNKNOWN_FIELD password"]);
    let unseen = desk.given(&["register", "--file", "-"], &ONE.values());
    assert_eq!(
        (unseen.code, unseen.codes()),
        (1, vec!["WARN_ACK_REQUIRED".to_owned(), "RID_AGE_HIGH".to_owned()])
    );
    let other = |field: &str, value: &str| {
        let mut values: serde_json::Value = serde_json::from_str(&ONE.values()).unwrap();
        values[field] = json!(value);
        values.to_string()
    };
    assert_eq!(register(&other("company_name", "示例别家有限公司")).codes(), ["REG_COMPANY_MISMATCH"]);
    assert_eq!(register(&other("legal_rep_name", "示例丁")).codes(), ["REG_LEGAL_REP_MISMATCH"]);
    // The third attempt wants a captcha, and nobody is there to read it.
    let said = register(&ONE.values());
    assert_eq!(said.problems(), ["FIELD_REQUIRED captcha"]);
    let file = desk.file("values.json", ONE.values());
    let mut talk = Talk::start(&desk, &["register", "--file", &file, "--acknowledge", "RID_AGE_HIGH"]);
    let id = talk.captcha().expect("a picture");
    talk.say(&server.captcha(&id).to_lowercase());
    let verified = talk.end().data(0);
    assert_eq!(
        (verified["state"].as_str(), verified["registry_status"].as_str()),
        (Some("verified"), Some("存续"))
    );
}

/// YW-REG-08: without a server the form is kept; YW-REG-06: a company that nobody has confirmed is not activated.
#[test]
fn yw_reg_08_the_form_is_kept_without_a_server() {
    let desk = Desk::new("offline-form");
    let said = desk.given(&["register", "--file", "-"], &ONE.values());
    assert_eq!((said.code, said.codes()), (3, vec!["SERVER_NOT_CONNECTED".to_owned()]));
    let server = Server::start();
    desk.run(&["connect", &server.url()]).data(0);
    let file = desk.file("company.json", ONE.data());
    let said = desk.given(&["activate", "--file", &file], "Right-pass1\n");
    assert_eq!((said.code, said.codes()), (1, vec!["REG_TOKEN_EXPIRED".to_owned()]));
    assert!(server.messages(ONE.mobile).is_empty(), "no code goes out for nothing");
}

/// YW-REG-04, YW-REG-05, YW-PWD-02: the form is checked before a code is sent; a wrong code is told, and the right one still
/// does, without another message.
#[test]
fn yw_reg_05_a_wrong_code_and_the_right_one() {
    let server = Server::start();
    let desk = server.desk("codes");
    desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &ONE.values()).data(0);
    let bad =
        json!({ "contact_name": "1", "mobile": "123", "registered_address": "短", "contact_email": "x" });
    let file = desk.file("bad.json", bad.to_string());
    let said = desk.given(&["activate", "--file", &file], "short\n");
    assert_eq!(
        said.codes(),
        [
            "FIELD_TOO_SHORT",
            "PHONE_FORMAT",
            "EMAIL_FORMAT",
            "FIELD_TOO_SHORT",
            "AGREEMENT_REQUIRED",
            "PWD_LENGTH"
        ]
    );
    assert!(server.messages(ONE.mobile).is_empty());
    let file = desk.file("company.json", ONE.data());
    let mut talk = Talk::start(&desk, &["activate", "--file", &file]);
    talk.say(PASSWORD);
    talk.sent();
    let code = server.code(ONE.mobile);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    talk.say(wrong);
    assert_eq!(talk.end().problems(), ["SMS_WRONG sms_code"]);
    let too_soon = desk.given(&["activate", "--file", &file], "Right-pass1\n");
    assert_eq!(too_soon.codes(), ["SMS_TOO_SOON"]);
    let secrets = desk.file("secrets.txt", format!("{PASSWORD}\n{code}\n"));
    let done = desk.run(&["activate", "--file", &file, "--no-send", "--password-file", &secrets]).data(0);
    assert_eq!(done["login_name"], ONE.uscc);
    assert_eq!(server.messages(ONE.mobile).len(), 1);
    let again = desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &TWO.values());
    assert_eq!(
        (again.code, again.codes()),
        (1, vec!["ACCOUNT_OTHER".to_owned()]),
        "the vault is a firm's by now"
    );
}

/// YW-AUTH-01, YW-AUTH-02, YW-AUTH-03, YW-AUTH-04, YW-AUTH-07: name, number or an SMS code; what is wrong is told.
#[test]
fn yw_auth_02_ways_to_sign_in() {
    let server = Server::start();
    let desk = server.desk("ways");
    server.register(&desk, &ONE);
    let phone = server.sign_in(&desk, &["--name", ONE.mobile], PASSWORD);
    assert_eq!(phone.data(0)["account"]["login_name"], ONE.mobile);
    assert_eq!(server.sign_in(&desk, &["--name", ONE.uscc], "Wrong-pass1").codes(), ["AUTH_BAD_CREDENTIALS"]);
    let mut talk = Talk::start(&desk, &["sign-in"]);
    talk.say(PASSWORD);
    talk.captcha().expect("a picture");
    talk.say("0000");
    assert_eq!(talk.end().problems(), ["CAPTCHA_WRONG captcha"]);
    assert_eq!(desk.given(&["sign-in"], "").problems(), ["FIELD_REQUIRED password"]);
    assert_eq!(desk.given(&["sign-in"], "Right-pass1\n").problems(), ["FIELD_REQUIRED captcha"]);
    // The registration's code went to this number a moment ago: another one has to wait, and that one is for another purpose.
    assert_eq!(desk.given(&["sign-in", "--sms"], "Right-pass1\n").codes(), ["SMS_TOO_SOON"]);
    let code = server.code(ONE.mobile);
    let said = desk.given(&["sign-in", "--sms", "--no-send"], &format!("{PASSWORD}\n{code}\n"));
    assert_eq!(said.problems(), ["SMS_EXPIRED sms_code"]);
}

/// YW-ACT-02, YW-ACT-03: a code is registered once; another firm's account needs a vault of its own.
#[test]
fn yw_act_03_another_firm_is_refused() {
    let server = Server::start();
    let (one, two) = (server.desk("one"), server.desk("two"));
    server.register(&one, &ONE);
    let again = two.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &ONE.values());
    assert_eq!((again.code, again.codes()), (1, vec!["REG_ALREADY".to_owned()]));
    server.register(&two, &TWO);
    let said = server.sign_in(&one, &["--name", TWO.uscc], PASSWORD);
    assert_eq!((said.code, said.codes()), (1, vec!["ACCOUNT_OTHER".to_owned()]));
    assert!(said.json()["problems"][0]["message_zh"].as_str().unwrap().contains(ONE.name));
    assert_eq!(one.run(&["whoami"]).codes(), ["AUTH_REQUIRED"]);
    // The session that nobody wanted stands in no list.
    server.sign_in(&two, &[], PASSWORD).data(0);
    assert_eq!(two.run(&["devices", "list"]).data(0)["devices"].as_array().unwrap().len(), 1);
}

/// CM-SEC-02, YW-AUTH-10: devices are listed and signed out from elsewhere; signing out ends the session.
#[test]
fn cm_sec_02_devices_and_signing_out() {
    let server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    let listed = first.run(&["devices", "list"]).data(0);
    let devices = listed["devices"].as_array().unwrap();
    assert_eq!(devices.len(), 2);
    let other = devices.iter().find(|device| device["current"] == false).unwrap();
    first.run(&["devices", "revoke", other["session_id"].as_str().unwrap()]).data(0);
    let said = second.run(&["whoami"]);
    assert_eq!((said.code, said.codes()), (1, vec!["AUTH_SESSION_REVOKED".to_owned()]));
    assert_eq!(second.run(&["whoami"]).codes(), ["AUTH_REQUIRED"], "its tokens are forgotten");
    assert_eq!(first.run(&["devices", "revoke", "x"]).codes(), ["ID_INVALID"]);
    assert_eq!(
        first.run(&["devices", "revoke", "01920000-0000-7000-8000-000000000000"]).codes(),
        ["NOT_FOUND"]
    );
    let order = first.order("{}");
    let out = first.run(&["sign-out"]).data(0);
    assert_eq!((out["server_told"].as_bool(), out["waiting"].as_i64()), (Some(true), Some(1)));
    assert_eq!(first.run(&["devices", "list"]).codes(), ["AUTH_REQUIRED"]);
    first.run(&["order", "show", &order]).data(0);
    server.sign_in(&first, &[], PASSWORD).data(0);
    assert_eq!(first.run(&["devices", "list"]).data(0)["devices"].as_array().unwrap().len(), 1);
}

/// YW-PWD-01, YW-PWD-02, YW-PWD-03: a changed password signs the other devices out. YW-AUTH-08, YW-AUTH-09: resetting it and binding
/// another mobile reach the server, which sends one code a minute to a number and takes none that it did not send.
#[test]
fn yw_pwd_01_passwords_and_the_mobile() {
    let server = Server::start();
    let (first, second) = (server.desk("first"), server.desk("second"));
    server.register(&first, &ONE);
    server.sign_in(&first, &[], PASSWORD).data(0);
    server.sign_in(&second, &["--name", ONE.uscc], PASSWORD).data(0);
    let change = |lines: &str| first.given(&["password", "change"], lines);
    assert_eq!(change("Right-pass1\nabcdefgh\n").problems(), ["PWD_CLASSES new_password"]);
    assert_eq!(change("Right-pass1\n91330782te5t00016t\n").problems(), ["PWD_SAME_AS_ACCOUNT new_password"]);
    assert_eq!(change("Wrong-pass1\nOther-pass2\n").codes(), ["AUTH_BAD_CREDENTIALS"]);
    change("Right-pass1\nOther-pass2\n").data(0);
    first.run(&["whoami"]).data(0);
    assert_eq!(second.run(&["whoami"]).codes(), ["AUTH_SESSION_REVOKED"]);

    let reset = ["password", "reset", "--name", ONE.uscc, "--mobile", ONE.mobile];
    let mut talk = Talk::start(&second, &reset);
    let id = talk.captcha().expect("a picture");
    talk.say(&server.captcha(&id));
    assert_eq!(talk.end().codes(), ["SMS_TOO_SOON"]);
    let said = second.given(&[&reset[..], &["--no-send"]].concat(), "Third-pass3\n123456\n");
    assert_eq!(said.codes(), ["SMS_EXPIRED"]);
    assert_eq!(
        second.given(&[&reset[..], &["--no-send"]].concat(), "abcdefgh\n123456\n").problems(),
        ["PWD_CLASSES new_password"]
    );
    assert_eq!(first.given(&["mobile", "19900000009"], "Other-pass2\n").codes(), ["SMS_TOO_SOON"]);
    let said = first.given(&["mobile", "19900000009", "--no-send"], "Other-pass2\n123456\n123456\n");
    assert_eq!(said.codes(), ["SMS_EXPIRED"]);
    server.sign_in(&second, &["--name", ONE.uscc], "Other-pass2").data(0);
}

/// `NET_REQUIRED`, `SERVER_NOT_CONNECTED`, `NET_ADDRESS`, `NET_CERTIFICATE`, `NET_ANSWER`, `AUTH_REQUIRED`: a server that is not
/// there, not named, not ours.
#[test]
fn net_required_servers_that_are_not_there() {
    let desk = Desk::new("away");
    let commands: [&[&str]; 8] = [
        &["sync"],
        &["sync", "--watch"],
        &["sign-in"],
        &["sign-out"],
        &["whoami"],
        &["devices", "list"],
        &["password", "change"],
        &["mobile", "19900000009"],
    ];
    for command in commands {
        let said = desk.given(command, "x\n");
        assert_eq!((said.code, said.codes()), (3, vec!["SERVER_NOT_CONNECTED".to_owned()]), "{command:?}");
    }
    let mut server = Server::start();
    let url = server.url();
    desk.run(&["connect", &url]).data(0);
    assert_eq!(desk.run(&["whoami"]).codes(), ["AUTH_REQUIRED"]);
    for (address, code, codes) in [
        ("http://desk.example", 2, "NET_ADDRESS"),
        ("ftp://desk.example", 2, "NET_ADDRESS"),
        (&format!("{url}/elsewhere"), 3, "NET_ANSWER"),
    ] {
        let said = desk.run(&["connect", address]);
        assert_eq!((said.code, said.codes()), (code, vec![codes.to_owned()]), "{address}");
    }
    let file = desk.file("ca.pem", "no certificate");
    assert_eq!(desk.run(&["connect", &url, "--ca", &file]).codes(), ["NET_CERTIFICATE"]);
    assert_eq!(desk.run(&["connect", &url, "--ca", &desk.path("none.pem")]).codes(), ["FILE_READ"]);
    server.kill();
    for command in [&["whoami"][..], &["connect", &url]] {
        let said = desk.run(command);
        assert!(matches!(said.codes()[0].as_str(), "NET_REQUIRED" | "AUTH_REQUIRED"), "{said:?}");
    }
    assert_eq!(desk.given(&["sign-in", "--name", ONE.uscc], "Right-pass1\n").code, 3);
}

/// CM-SEC-02, `NET_TLS`: a certificate that nobody knows is refused before anything is sent, and trusted where its file was named; a
/// server without TLS is none at https.
#[test]
fn cm_sec_02_a_certificate_of_ones_own() {
    let (server, certificate) = Server::start_tls();
    let desk = Desk::new("tls");
    let refused = desk.run(&["connect", &server.secure_url()]);
    assert_eq!((refused.code, refused.codes()), (3, vec!["NET_TLS".to_owned()]));
    let (_other, foreign) = Server::start_tls();
    let refused = desk.run(&["connect", &server.secure_url(), "--ca", foreign.to_str().unwrap()]);
    assert_eq!(refused.codes(), ["NET_TLS"]);
    let connected =
        desk.run(&["connect", &server.secure_url(), "--ca", certificate.to_str().unwrap()]).data(0);
    assert_eq!(connected["server"].as_str(), Some(server.secure_url().as_str()));
    // The file is remembered with the server.
    std::fs::remove_file(certificate).unwrap();
    assert_eq!(desk.run(&["whoami"]).codes(), ["AUTH_REQUIRED"]);
    desk.given(&["register", "--file", "-", "--acknowledge", "RID_AGE_HIGH"], &ONE.values()).data(0);
    let plain = Server::start();
    let said = desk.run(&["connect", &plain.secure_url()]);
    assert_eq!((said.code, said.codes()), (3, vec!["NET_REQUIRED".to_owned()]));
}

/// YW-AUTH-05: without a server, whoami tells what was last known, with status 3; the session outlives both.
#[test]
fn yw_auth_05_last_known_without_a_server() {
    let mut server = Server::start();
    let desk = server.desk("known");
    server.register(&desk, &ONE);
    server.sign_in(&desk, &[], PASSWORD).data(0);
    server.kill();
    let who = desk.run(&["whoami"]);
    assert_eq!((who.code, who.codes()), (3, vec!["NET_REQUIRED".to_owned()]));
    let data = who.json()["data"].take();
    assert_eq!(
        (data["signed_in"].as_bool(), data["account"]["mpn"].as_str()),
        (Some(true), Some("F00000001"))
    );
    let order = desk.order("{}");
    desk.run(&["order", "show", &order]).data(0);
    server.again();
    desk.run(&["whoami"]).data(0);
}

/// YW-AUTH-06, YW-PWD-03: after a sign-in the account's password opens the vault without a network, and nothing else does; a
/// changed password takes its place.
#[test]
fn yw_auth_06_the_password_opens_offline() {
    let mut server = Server::start();
    let desk = server.desk("lock");
    server.register(&desk, &ONE);
    assert_eq!(server.sign_in(&desk, &["--lock"], PASSWORD).codes(), Vec::<String>::new());
    server.kill();
    assert_eq!(desk.given(&["order", "list"], "").codes(), ["LOCAL_LOCKED"]);
    assert_eq!(desk.given(&["order", "list"], "Wrong-pass1\n").codes(), ["LOCAL_LOCK_WRONG"]);
    desk.given(&["order", "list"], "Right-pass1\n").data(0);
    server.again();
    desk.given(&["password", "change"], "Right-pass1\nRight-pass1\nOther-pass2\n").data(0);
    server.kill();
    assert_eq!(desk.given(&["order", "list"], "Right-pass1\n").codes(), ["LOCAL_LOCK_WRONG"]);
    desk.given(&["order", "list"], "Other-pass2\n").data(0);
}

/// CM-SEC-04: no log and no answer holds a password, a code or a token.
#[test]
fn cm_sec_04_logs_hold_no_secret() {
    let server = Server::start();
    let desk = server.desk("log");
    server.register(&desk, &ONE);
    let mut talk = Talk::start_logging(&desk, &["sign-in"]);
    talk.say(PASSWORD);
    let id = talk.captcha().expect("a picture");
    let shown = server.captcha(&id);
    talk.say(&shown);
    let said = talk.end();
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("answered"), "nothing was logged, so nothing was proven: {}", said.stderr);
    for secret in [PASSWORD, "Bearer", "refresh_token", "access_token"] {
        assert!(!said.stderr.contains(secret) && !said.stdout.contains(secret), "{secret}: {}", said.stderr);
    }
}
