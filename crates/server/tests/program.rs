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
    assert_eq!((doctor.status.code(), String::from_utf8_lossy(&doctor.stdout).lines().count()), (Some(0), 3));
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

/// CM-SEC-02: with a certificate the server speaks TLS and nothing else; whoever does not trust the certificate hears nothing.
#[test]
fn cm_sec_02_tls_is_spoken_with_a_certificate() {
    let home = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (home.path().join("certificate.pem"), home.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let config = home.path().join("server.toml");
    let text = format!("simulated = true\n[tls]\ncertificate = {certificate:?}\nkey = {key:?}\n");
    std::fs::write(&config, text).unwrap();
    let mut server = program(home.path())
        .args(["--listen", "127.0.0.1:0", "--config", config.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.trim().strip_prefix("listening on https://").expect("it says that it speaks TLS").to_owned();
    let ask = |trusted: bool| {
        let mut roots = rustls::RootCertStore::empty();
        if trusted {
            roots.add(made.cert.der().clone()).unwrap();
        }
        let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
        let client = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = "localhost".try_into().unwrap();
        let connection = rustls::ClientConnection::new(std::sync::Arc::new(client), name).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, TcpStream::connect(&address).unwrap());
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok::<_, std::io::Error>(answer)
    };
    assert!(ask(true).unwrap().ends_with("ok"));
    assert!(ask(false).unwrap_err().to_string().contains("UnknownIssuer"));
    let mut plain = TcpStream::connect(&address).unwrap();
    plain.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
    write!(plain, "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    // The server hangs up on it, with or without a word.
    let _ = plain.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("200"));
    server.kill().unwrap();
    server.wait().unwrap();
}

/// CM-ARCH-02: the drill. A copy is made while the server runs, and put back in an empty place; nothing is overwritten, and
/// without its key it is refused.
#[test]
fn cm_arch_02_a_copy_is_put_back() {
    let home = tempfile::tempdir().unwrap();
    let (mut server, _) = start(home.path());
    let copy = home.path().join("copy.db");
    let to = copy.to_str().unwrap();
    let backup = run(home.path(), &["backup", to]);
    assert_eq!(backup.status.code(), Some(0), "{}", String::from_utf8_lossy(&backup.stderr));
    let again = run(home.path(), &["backup", to]);
    assert_eq!(again.status.code(), Some(1), "a copy overwrites nothing");
    server.kill().unwrap();
    server.wait().unwrap();
    let refused = run(home.path(), &["restore", to]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("move it away first"));
    // A new machine: the key was kept elsewhere and is missing at first.
    let other = tempfile::tempdir().unwrap();
    let folder = other.path().join("xinbao-server");
    let refused = run(other.path(), &["restore", to]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is missing"));
    assert!(!folder.join("server.db").exists());
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(home.path().join("xinbao-server").join("data.key"), folder.join("data.key")).unwrap();
    let restored = run(other.path(), &["restore", to]);
    let said = String::from_utf8_lossy(&restored.stdout).into_owned();
    assert_eq!(restored.status.code(), Some(0), "{}", String::from_utf8_lossy(&restored.stderr));
    assert!(said.contains("epochs: 0 firms begin anew"), "{said}");
    let (mut server, address) = start(other.path());
    assert!(get(&address, "/readyz").ends_with("ready"));
    server.kill().unwrap();
    server.wait().unwrap();
    // Without a file it takes over what other means put back; where there is nothing it makes nothing.
    assert_eq!(run(other.path(), &["restore"]).status.code(), Some(0));
    let nowhere = format!("sqlite:{}", other.path().join("nowhere.db").display());
    for command in [&["restore"][..], &["backup", "x.db"]] {
        let refused = run(other.path(), &[&["--database", &nowhere][..], command].concat());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("there is no database"));
    }
    assert!(!other.path().join("nowhere.db").exists());
    // What is no database is refused, and nothing is left of it.
    std::fs::remove_file(folder.join("server.db")).unwrap();
    std::fs::write(&copy, b"no database at all").unwrap();
    assert_eq!(run(other.path(), &["restore", to]).status.code(), Some(1));
    assert!(!folder.join("server.db").exists());
}

/// CLI contract, CM-SEC-01: files lie in a folder of the server's own unless it is told otherwise; a place that cannot be is refused.
#[test]
fn files_have_a_place() {
    let home = tempfile::tempdir().unwrap();
    let (mut server, _) = start(home.path());
    server.kill().unwrap();
    server.wait().unwrap();
    let folder = home.path().join("xinbao-server").join("files");
    assert!(folder.is_dir());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    }
    let config = home.path().join("server.toml");
    std::fs::write(&config, "files = \"s3://files?endpoint=http://192.0.2.1\"\n").unwrap();
    let refused = run(home.path(), &["--config", config.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("https"));
}
