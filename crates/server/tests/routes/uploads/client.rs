//! A public tus client, unmodified, against a real server on loopback.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use store_server::testing::Fresh;

use super::picture;
use crate::support::{FIRM_ONE, Server};

/// Sends a file with tus-js-client as it comes from its registry: once whole, once in small chunks, once cut off in the middle and
/// gone on with.
const SCRIPT: &str = r#"
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import * as tus from "tus-js-client";
const [endpoint, token, file] = process.argv.slice(1);
const content = readFileSync(file);
const common = {
  endpoint,
  headers: { Authorization: `Bearer ${token}` },
  retryDelays: [],
};
const metadata = (bytes) => ({ purpose: "attachment", sha256: createHash("sha256").update(bytes).digest("hex"), filename: "x.jpg" });
const variant = (n) => Buffer.concat([content, Buffer.from([n])]);
const send = (bytes, more, onUpload = () => {}) =>
  new Promise((done, failed) => {
    const upload = new tus.Upload(bytes, { ...common, metadata: metadata(bytes), ...more, onSuccess: () => done(upload), onError: failed });
    onUpload(upload, done);
    upload.start();
  });
const whole = await send(variant(1), {});
const small = await send(variant(2), { chunkSize: 10_000 });
const bytes = variant(3);
let cut;
await new Promise((done, failed) => {
  cut = new tus.Upload(bytes, {
    ...common,
    metadata: metadata(bytes),
    chunkSize: 50_000,
    onChunkComplete: async () => { await cut.abort(); done(); },
    onError: failed,
  });
  cut.start();
});
const resumed = await send(bytes, { uploadUrl: cut.url, chunkSize: 50_000 });
const away = await new Promise((done, failed) => {
  const upload = new tus.Upload(variant(4), {
    ...common,
    metadata: metadata(variant(4)),
    chunkSize: 50_000,
    onChunkComplete: async () => { await upload.abort(true); done(upload); },
    onError: failed,
  });
  upload.start();
});
console.log(JSON.stringify([whole.url, small.url, resumed.url, away.url]));
"#;

/// CM-SYNC-04: a public tus client passes unmodified.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cm_sync_04_a_public_tus_client_passes() {
    let server = Server::new(Fresh::sqlite().await);
    let firm = server.firm(&FIRM_ONE).await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let endpoint = format!("http://{}/api/v1/uploads", listener.local_addr().unwrap());
    let service = server.router.clone().into_make_service_with_connect_info::<std::net::SocketAddr>();
    let serving = tokio::spawn(axum_server::from_tcp(listener.into_std().unwrap()).unwrap().serve(service));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("picture.jpg");
    std::fs::write(&file, picture(400_000)).unwrap();
    // Node looks for packages beside the script: those of the screens.
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui");
    let mut client = Command::new("node");
    client.current_dir(&ui).args(["--input-type=module", "--eval", SCRIPT, "--"]);
    client.args([&endpoint, firm.owner.token.as_ref().unwrap()]).arg(&file).stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || client.output().unwrap()).await.unwrap();
    serving.abort();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let urls: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    let mut states = Vec::new();
    for url in urls {
        let path = url.split_once("/api/v1").unwrap().1.to_owned();
        states.push(firm.owner.get(&path).await.well().text("/state"));
    }
    assert_eq!(states, ["verified", "verified", "verified", "ended"]);
}
