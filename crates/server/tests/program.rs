//! The program itself: flags, files, address, stopping (CLI contract).

#![allow(clippy::unwrap_used, reason = "helpers of tests assert as tests do")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinbao-server"));
    command.env("XDG_DATA_HOME", home).env_remove("XINBAO_DATA_KEY").stdin(Stdio::null());
    command
}

fn run(home: &Path, arguments: &[&str]) -> Output {
    program(home).args(arguments).output().unwrap()
}

/// Starts serving; answers with the process and its address.
fn start(home: &Path) -> (Child, String) {
    let mut server = program(home)
        .args(["--listen", "127.0.0.1:0", "--simulated"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.trim().strip_prefix("listening on http://").expect("it says where it listens").to_owned();
    (server, address)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// CM-SIM-01: the first start makes database and key, prints its address, answers, and stops gracefully when told so.
#[test]
fn cm_sim_01_starts_says_where_and_stops() {
    let home = tempfile::tempdir().unwrap();
    let (mut server, address) = start(home.path());
    assert!(get(&address, "/healthz").ends_with("ok"));
    assert!(get(&address, "/readyz").ends_with("ready"));
    assert!(get(&address, "/api/v1/time").contains("\"simulated\":true"));
    let told = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert_eq!(server.wait().unwrap().code(), Some(0));
    // A second start finds what the first one made.
    let (mut server, address) = start(home.path());
    assert!(get(&address, "/readyz").ends_with("ready"));
    server.kill().unwrap();
    server.wait().unwrap();
    let doctor = run(home.path(), &["doctor"]);
    assert_eq!((doctor.status.code(), String::from_utf8_lossy(&doctor.stdout).lines().count()), (Some(0), 2));
}

/// CM-SEC-04, decision 0010: a database without its key is refused, and so is a key that others can read.
#[test]
fn cm_sec_04_the_data_key_is_guarded() {
    let home = tempfile::tempdir().unwrap();
    let (mut server, _) = start(home.path());
    server.kill().unwrap();
    server.wait().unwrap();
    let key = home.path().join("xinbao-server").join("data.key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        let refused = run(home.path(), &["doctor"]);
        assert!(String::from_utf8_lossy(&refused.stderr).contains("can be read by others"));
    }
    std::fs::remove_file(&key).unwrap();
    let refused = run(home.path(), &["doctor"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is missing"));
    assert!(!key.exists(), "no other key is made in its place");
}

/// CM-SEC-02, CM-ARCH-02: plain HTTP for others, and simulated partners in production, only where that is said.
#[test]
fn cm_arch_02_what_is_dangerous_must_be_said() {
    let home = tempfile::tempdir().unwrap();
    let plain = run(home.path(), &["--listen", "0.0.0.0:0", "--simulated"]);
    assert!(String::from_utf8_lossy(&plain.stderr).contains("--plain-http"));
    let config = home.path().join("server.toml");
    std::fs::write(&config, "production = true\nsimulated = true\n").unwrap();
    let simulated = run(home.path(), &["--config", config.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&simulated.stderr).contains("allow_simulated"));
    std::fs::write(&config, "prodction = true\n").unwrap();
    let unknown = run(home.path(), &["--config", config.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("unknown field"));
}

/// YW-AUTH-08: the first of the staff is made at the console; the password comes from standard input, never as an argument.
#[test]
fn yw_auth_08_staff_is_made_at_the_console() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["migrate"]).status.code(), Some(0));
    let add = |password: &str| {
        let mut adding = program(home.path())
            .args(["user", "add", "admin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(adding.stdin.take().unwrap(), "{password}").unwrap();
        adding.wait_with_output().unwrap()
    };
    assert!(String::from_utf8_lossy(&add("short").stderr).contains("PWD_LENGTH"));
    assert_eq!(add("First-pass1").status.code(), Some(0));
    assert!(String::from_utf8_lossy(&add("First-pass1").stderr).contains("LOGIN_NAME_IN_USE"));
}

/// CM-API-01: the description needs no database.
#[test]
fn cm_api_01_openapi_is_printed() {
    let home = tempfile::tempdir().unwrap();
    let printed = run(home.path(), &["openapi"]);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("\"/auth/login\""));
    assert!(!home.path().join("xinbao-server").exists());
}
