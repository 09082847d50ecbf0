//! A server that gives scripted answers, one connection each, and remembers what it was asked.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

#[derive(Debug, Default)]
struct Told {
    answers: std::collections::VecDeque<Vec<u8>>,
    asked: Vec<String>,
}

/// Ends when the listener's last connection was answered; a test that asks more often than it scripted is told so by a
/// connection that closes.
#[derive(Debug, Clone)]
pub(super) struct Script {
    address: SocketAddr,
    told: Arc<Mutex<Told>>,
}

impl Script {
    pub(super) fn new(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let script = Self { address: listener.local_addr().unwrap(), told: Arc::default() };
        script.then(answers);
        let told = Arc::clone(&script.told);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(stream.unwrap(), &told);
            }
        });
        script
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// More answers. Nothing stands for a connection that is closed when the request has come.
    pub(super) fn then(&self, answers: &[&str]) {
        self.then_bytes(answers.iter().map(|answer| answer.as_bytes().to_vec()));
    }

    pub(super) fn then_bytes(&self, answers: impl IntoIterator<Item = Vec<u8>>) {
        self.told.lock().unwrap().answers.extend(answers);
    }

    /// The requests since the last call, head and body.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.told.lock().unwrap().asked)
    }
}

fn answer(mut stream: TcpStream, told: &Mutex<Told>) {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    while !is_whole(&bytes) {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return,
            Ok(n) => bytes.extend_from_slice(&chunk[..n]),
        }
    }
    let answer = {
        let mut told = told.lock().unwrap();
        told.asked.push(String::from_utf8(bytes).unwrap());
        told.answers.pop_front().unwrap_or_default()
    };
    // A client that has read enough hangs up.
    let _ = stream.write_all(&answer);
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
