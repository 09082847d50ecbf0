//! `/uploads`: tus 1.0 as any client speaks it, and what it must refuse (CM-SYNC-04, CM-SEC-05).

mod client;

use axum::http::{Method, StatusCode};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};
use store_server::store_contract;

use crate::support::{Client, FIRM_ONE, FIRM_TWO, Server};

/// A picture as far as its leading bytes tell.
fn picture(bytes: usize) -> Vec<u8> {
    let mut picture = b"\xff\xd8\xff\xe0".to_vec();
    picture.extend((4..bytes).map(|at| (at * 7 % 251) as u8));
    picture
}

/// An answer as tus has it: status, headers, codes.
struct Told {
    status: u16,
    offset: Option<u64>,
    location: Option<String>,
    headers: axum::http::HeaderMap,
    codes: String,
    body: serde_json::Value,
}

async fn ask(client: &Client, method: Method, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Told {
    let (head, bytes) = client.raw(method, path, headers, body.to_vec()).await;
    let header = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let problems = body["problems"].as_array().cloned().unwrap_or_default();
    let codes: Vec<&str> = problems.iter().filter_map(|problem| problem["code"].as_str()).collect();
    if path.starts_with("/uploads") && head.status != StatusCode::METHOD_NOT_ALLOWED {
        assert_eq!(header("tus-resumable").as_deref(), Some("1.0.0"), "every answer names the protocol");
    }
    Told {
        status: head.status.as_u16(),
        offset: header("upload-offset").and_then(|text| text.parse().ok()),
        location: header("location"),
        codes: codes.join(" "),
        headers: head.headers,
        body,
    }
}

const TUS: (&str, &str) = ("tus-resumable", "1.0.0");

fn metadata(purpose: &str, content: &[u8]) -> String {
    let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "purpose {},sha256 {},filename eA==,empty",
        BASE64_STANDARD.encode(purpose),
        BASE64_STANDARD.encode(hash)
    )
}

async fn create(client: &Client, purpose: &str, content: &[u8]) -> Told {
    let (length, metadata) = (content.len().to_string(), metadata(purpose, content));
    let headers = [TUS, ("upload-length", &*length), ("upload-metadata", &*metadata)];
    ask(client, Method::POST, "/uploads", &headers, b"").await
}

/// A new upload's path.
async fn created(client: &Client, purpose: &str, content: &[u8]) -> String {
    let told = create(client, purpose, content).await;
    assert_eq!((told.status, told.offset), (201, Some(0)), "{}", told.codes);
    let location = told.location.unwrap();
    location.strip_prefix("/api/v1").unwrap().to_owned()
}

async fn patch(client: &Client, path: &str, offset: usize, bytes: &[u8], more: &[(&str, &str)]) -> Told {
    let offset = offset.to_string();
    let headers = [TUS, ("content-type", "application/offset+octet-stream"), ("upload-offset", &*offset)];
    ask(client, Method::PATCH, path, &[&headers[..], more].concat(), bytes).await
}

async fn head(client: &Client, path: &str) -> Told {
    ask(client, Method::HEAD, path, &[TUS], b"").await
}

async fn state(client: &Client, path: &str) -> String {
    ask(client, Method::GET, path, &[], b"").await.body["state"].as_str().unwrap().to_owned()
}

store_contract! {
    /// CM-SYNC-04: begun at one node, gone on with at another, whole at the first; found by content afterwards; the place of files
    /// tells nothing.
    #[test]
    async fn cm_sync_04_a_file_comes_in_over_two_nodes(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let (here, there) = (firm.owner.clone(), server.another_node().await.client(&firm.owner));
        let offered = ask(&server.visitor(1), Method::OPTIONS, "/uploads", &[], b"").await;
        assert_eq!(offered.headers["tus-version"], "1.0.0");
        assert_eq!(offered.headers["tus-extension"], "creation,checksum,termination,expiration");
        assert_eq!(offered.headers["tus-max-size"], "10485760");
        assert_eq!(offered.headers["tus-checksum-algorithm"], "sha1,sha256");
        let content = picture(300_000);
        let path = created(&here, "identity", &content).await;
        let told = patch(&there, &path, 0, &content[..100_000], &[]).await;
        assert_eq!((told.status, told.offset), (204, Some(100_000)));
        assert!(told.headers["upload-expires"].to_str().unwrap().ends_with("GMT"));
        // The same bytes again, late ones, early ones.
        for offset in [0, 50_000, 200_000] {
            let refused = patch(&here, &path, offset, &content[..1_000], &[]).await;
            assert_eq!((refused.status, refused.codes.as_str()), (409, "UPLOAD_OFFSET"));
        }
        let told = head(&here, &path).await;
        assert_eq!((told.status, told.offset), (200, Some(100_000)));
        assert_eq!(told.headers["upload-length"], "300000");
        assert_eq!(told.headers["cache-control"], "no-store");
        assert_eq!(state(&here, &path).await, "open");
        let told = patch(&here, &path, 100_000, &content[100_000..], &[]).await;
        assert_eq!((told.status, told.offset), (204, Some(300_000)));
        assert_eq!(state(&there, &path).await, "verified");
        let hash: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
        let query = |purpose: &str| format!("/uploads?purpose={purpose}&sha256={hash}");
        let found = ask(&there, Method::GET, &query("identity"), &[], b"").await.body;
        assert_eq!(found["uploads"][0]["state"], "verified");
        assert_eq!(found["uploads"][0]["media_type"], "image/jpeg");
        assert_eq!(found["uploads"].as_array().unwrap().len(), 1);
        assert_eq!(ask(&there, Method::GET, &query("attachment"), &[], b"").await.body["uploads"], serde_json::json!([]));
        for stored in server.stored_bytes() {
            assert!(!stored.windows(16).any(|window| window == &content[5_000..5_016]), "readable");
        }
        let refused = ask(&here, Method::DELETE, &path, &[TUS], b"").await;
        assert_eq!(refused.codes, "FORBIDDEN", "a verified file is no upload any more");
    }

    /// CM-SYNC-04: bytes with a checksum are taken whole or not at all.
    #[test]
    async fn cm_sync_04_a_checksum_is_kept(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let content = picture(2_000);
        let path = created(&firm.owner, "identity", &content).await;
        let sha1 = format!("sha1 {}", BASE64_STANDARD.encode(sha1::Sha1::digest(&content[..1_000])));
        let sha256 = format!("sha256 {}", BASE64_STANDARD.encode(Sha256::digest(&content[1_000..])));
        let wrong = patch(&firm.owner, &path, 0, &content[..999], &[("upload-checksum", &sha1)]).await;
        assert_eq!((wrong.status, wrong.codes.as_str()), (460, "UPLOAD_HASH"));
        for unknown in ["md5 AAAA", "sha1", "sha1 !", "sha256 AAAA"] {
            let refused = patch(&firm.owner, &path, 0, &content[..1_000], &[("upload-checksum", unknown)]).await;
            assert_eq!((refused.status, refused.codes.as_str()), (400, "REQ_MALFORMED"), "{unknown}");
        }
        assert_eq!(head(&firm.owner, &path).await.offset, Some(0));
        let told = patch(&firm.owner, &path, 0, &content[..1_000], &[("upload-checksum", &sha1)]).await;
        assert_eq!(told.offset, Some(1_000), "{}", told.codes);
        let told = patch(&firm.owner, &path, 1_000, &content[1_000..], &[("upload-checksum", &sha256)]).await;
        assert_eq!(told.offset, Some(2_000), "{}", told.codes);
        assert_eq!(state(&firm.owner, &path).await, "verified");
    }

    /// CM-SYNC-04: what is not what was announced is refused with its code, is gone, and says so ever after.
    #[test]
    async fn cm_sync_04_what_is_not_as_announced_is_refused(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let owner = &firm.owner;
        let content = picture(1_000);
        for (purpose, announced, sent, code) in [
            ("identity", &content[..], [&content[..999], b"!"].concat(), "UPLOAD_HASH"),
            ("identity", b"%PDF-1.7 is no picture", b"%PDF-1.7 is no picture".to_vec(), "PHO_TYPE"),
            ("attachment", b"MZ is a program......", b"MZ is a program......".to_vec(), "UPLOAD_TYPE"),
        ] {
            let path = created(owner, purpose, announced).await;
            let refused = patch(owner, &path, 0, &sent, &[]).await;
            assert_eq!((refused.status, refused.codes.as_str()), (422, code));
            assert_eq!(state(owner, &path).await, "ended");
            assert_eq!(ask(owner, Method::GET, &path, &[], b"").await.body["code"], code);
            assert_eq!(head(owner, &path).await.status, 410);
            let gone = patch(owner, &path, 0, &sent, &[]).await;
            assert_eq!((gone.status, gone.codes.as_str()), (410, "UPLOAD_EXPIRED"));
        }
        let path = created(owner, "attachment", b"%PDF-1.7 as a contract").await;
        patch(owner, &path, 0, b"%PDF", &[]).await;
        let more = patch(owner, &path, 4, b"-1.7 as a contract, and much more than was announced", &[]).await;
        assert_eq!((more.status, more.codes.as_str()), (413, "UPLOAD_TOO_LARGE"));
        assert_eq!(head(owner, &path).await.offset, Some(4));
        assert_eq!(ask(owner, Method::DELETE, &path, &[TUS], b"").await.status, 204);
        assert_eq!(head(owner, &path).await.status, 410);
        assert_eq!(server.stored_bytes(), Vec::<Vec<u8>>::new());
    }

    /// CM-SYNC-04: what the protocol and our bounds refuse, before anything is kept.
    #[test]
    async fn cm_sync_04_malformed_requests_change_nothing(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let owner = &firm.owner;
        let content = picture(1_000);
        let good = metadata("identity", &content);
        let post = async |headers: &[(&str, &str)]| {
            let told = ask(owner, Method::POST, "/uploads", headers, b"").await;
            (told.status, told.codes)
        };
        let (other, none) = (metadata("selfie", &content), "filename eA==");
        for (headers, status, code) in [
            (vec![("upload-length", "5"), ("upload-metadata", &*good)], 412, "REQ_MALFORMED"),
            (vec![("tus-resumable", "0.2.2"), ("upload-length", "5"), ("upload-metadata", &*good)], 412, "REQ_MALFORMED"),
            (vec![TUS, ("upload-metadata", &*good)], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "-5"), ("upload-metadata", &*good)], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "5")], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "5"), ("upload-metadata", &*other)], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "5"), ("upload-metadata", none)], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "5"), ("upload-metadata", "purpose !,sha256 !")], 400, "REQ_MALFORMED"),
            (vec![TUS, ("upload-length", "0"), ("upload-metadata", &*good)], 422, "PHO_EMPTY"),
            (vec![TUS, ("upload-length", "10485761"), ("upload-metadata", &*good)], 413, "UPLOAD_TOO_LARGE"),
            (vec![TUS, ("upload-length", "99999999999999999999999999"), ("upload-metadata", &*good)], 413, "UPLOAD_TOO_LARGE"),
        ] {
            assert_eq!(post(&headers).await, (status, code.to_owned()), "{headers:?}");
        }
        let path = created(owner, "identity", &content).await;
        let typed = [TUS, ("content-type", "application/json"), ("upload-offset", "0")];
        assert_eq!(ask(owner, Method::PATCH, &path, &typed, &content).await.status, 415);
        let offset = [TUS, ("content-type", "application/offset+octet-stream"), ("upload-offset", "x")];
        assert_eq!(ask(owner, Method::PATCH, &path, &offset, &content).await.codes, "REQ_MALFORMED");
        assert_eq!(head(owner, &path).await.offset, Some(0));
        assert_eq!(head(owner, "/uploads/01930d3c-7c00-7abc-8def-0123456789ab").await.status, 404);
        assert_eq!(head(owner, "/uploads/nonsense").await.status, 400);
        assert_eq!(ask(owner, Method::GET, "/uploads?purpose=identity&sha256=xyz", &[], b"").await.codes, "REQ_MALFORMED");
    }

    /// CM-SEC-05, YW-ACT-01: another firm's uploads are not there; without a token nothing opens; what a role may not do it may not
    /// send; a suspended account sends nothing.
    #[test]
    async fn cm_sec_05_uploads_belong_to_a_firm_and_a_right(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let other = server.firm(&FIRM_TWO).await;
        let (clerk, _) = server.clerk(&firm, &FIRM_ONE, "wang", "clerk").await;
        let (finance, _) = server.clerk(&firm, &FIRM_ONE, "zhao", "finance").await;
        let content = picture(1_000);
        let path = created(&firm.owner, "identity", &content).await;
        patch(&firm.owner, &path, 0, &content[..500], &[]).await;
        for (who, status) in [(&other.owner, 404), (&server.visitor(9), 401), (&clerk, 403), (&finance, 403)] {
            assert_eq!(head(who, &path).await.status, status);
            assert_eq!(patch(who, &path, 500, &content[500..], &[]).await.status, status);
            assert_eq!(ask(who, Method::DELETE, &path, &[TUS], b"").await.status, status);
            assert_eq!(ask(who, Method::GET, &path, &[], b"").await.status, status);
        }
        let hash: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
        let query = format!("/uploads?purpose=identity&sha256={hash}");
        assert_eq!(ask(&other.owner, Method::GET, &query, &[], b"").await.body["uploads"], serde_json::json!([]));
        assert_eq!(ask(&clerk, Method::GET, &query, &[], b"").await.codes, "FORBIDDEN");
        assert_eq!(create(&clerk, "identity", &content).await.codes, "FORBIDDEN");
        assert_eq!(create(&finance, "attachment", &content).await.codes, "FORBIDDEN");
        created(&clerk, "attachment", &content).await;
        assert_eq!(head(&firm.owner, &path).await.offset, Some(500), "nobody changed it");
    }

    /// CM-SYNC-04: an upload lives 7 days; the sweep leaves nothing of it, and doing it twice does no harm.
    #[test]
    async fn cm_sync_04_what_nobody_finishes_is_swept_away(fresh: Fresh) {
        let server = Server::new(fresh);
        let firm = server.firm(&FIRM_ONE).await;
        let content = picture(1_000);
        let path = created(&firm.owner, "identity", &content).await;
        patch(&firm.owner, &path, 0, &content[..500], &[]).await;
        let whole = created(&firm.owner, "attachment", &content).await;
        patch(&firm.owner, &whole, 0, &content, &[]).await;
        server.pass_seconds(7 * 24 * 3_600 - 1);
        assert_eq!(server.app.files().sweep(server.now()).await.unwrap(), 0);
        server.pass_seconds(1);
        let mut owner = firm.owner.clone();
        owner.rotate().await.well();
        assert_eq!(head(&owner, &path).await.status, 410, "before any sweep");
        assert_eq!(server.app.files().sweep(server.now()).await.unwrap(), 1);
        assert_eq!(server.app.files().sweep(server.now()).await.unwrap(), 0);
        assert_eq!(server.stored_bytes().len(), 1, "the verified file stays");
        assert_eq!(ask(&owner, Method::GET, &path, &[], b"").await.body["code"], "UPLOAD_EXPIRED");
        assert_eq!(state(&owner, &whole).await, "verified");
        server.pass_seconds(31 * 24 * 3_600);
        server.app.files().sweep(server.now()).await.unwrap();
        assert_eq!(server.stored_bytes().len(), 1);
    }
}
