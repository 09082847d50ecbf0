//! Uploads as rows: where they stand, whose they are, and how they end (CM-SYNC-04, decision 0012).

use std::time::Duration;

use domain::{
    FileKind, FilePurpose,
    account::{earlier, later},
};
use store_server::{
    Appended, FirmScope, NewUpload, OPEN_UPLOADS_MAX, PIECES_MAX, Piece, Store, StoreError, UPLOAD_LIFE,
    Upload, UploadState, store_contract, testing::START,
};
use values::{Code, UploadId, Uuid};
use zeroize::Zeroizing;

use super::common::*;

fn upload_id(number: u8) -> UploadId {
    UploadId::from_uuid(uuid(u128::from(number)))
}

async fn begun(store: &Store, scope: &FirmScope, number: u8, size: u64) -> UploadId {
    let id = upload_id(number);
    let new = NewUpload {
        id,
        purpose: FilePurpose::Identity,
        size,
        sha256: [number; 32],
        key: Zeroizing::new([number; 32]),
        at: *START,
    };
    assert!(store.begin_upload(scope, &new).await.unwrap());
    id
}

fn piece(starts_at: u64, bytes: u64) -> Piece {
    Piece { starts_at, bytes, object: Uuid::from_u128(u128::from(starts_at) + 1) }
}

async fn found(store: &Store, scope: &FirmScope, id: UploadId) -> Upload {
    store.upload(scope, id).await.unwrap().unwrap()
}

store_contract! {
    /// CM-SYNC-04: bytes are taken where the upload stands, once; doubled, late and early ones hear where that is.
    #[test]
    async fn bytes_are_taken_where_the_upload_stands(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = begun(store, &scope, 1, 30).await;
        let append = async |piece| store.append_piece(&scope, id, piece, *START).await.unwrap();
        assert_eq!(append(piece(5, 10)).await, Appended::Elsewhere(0));
        assert_eq!(append(piece(0, 10)).await, Appended::Taken);
        assert_eq!(append(piece(0, 10)).await, Appended::Elsewhere(10), "doubled");
        assert_eq!(append(piece(10, 21)).await, Appended::Elsewhere(10), "more than was announced");
        assert_eq!(append(piece(10, 20)).await, Appended::Taken);
        assert_eq!(store.upload_pieces(&scope, id).await.unwrap(), [piece(0, 10), piece(10, 20)]);
        let whole = found(store, &scope, id).await;
        assert!(whole.wants_look());
        assert_eq!(whole.stands_at, 30);
        assert_eq!(*whole.key.unwrap(), [1; 32]);
        assert!(store.verify_upload(&scope, id, FileKind::Png, *START).await.unwrap());
        assert!(!store.verify_upload(&scope, id, FileKind::Png, *START).await.unwrap(), "it is already");
        assert_eq!(found(store, &scope, id).await.state, UploadState::Verified(FileKind::Png));
        assert_eq!(append(piece(30, 1)).await, Appended::Over);
        assert!(!store.end_upload(&scope, id, Code::Cancelled, *START).await.unwrap(), "a verified file is not ended so");
    }

    /// CM-SYNC-04: of chunks that come at once, at two nodes, one is taken.
    #[test]
    async fn of_bytes_that_come_twice_at_once_one_is_taken(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let (here, there) = (fresh.store().clone(), fresh.another().await);
        let id = begun(&here, &scope, 1, 300).await;
        for round in 0..30 {
            let piece = piece(round * 10, 10);
            let both = tokio::join!(here.append_piece(&scope, id, piece, *START), there.append_piece(&scope, id, piece, *START));
            let both = [both.0.unwrap(), both.1.unwrap()];
            assert_eq!(both.iter().filter(|one| **one == Appended::Taken).count(), 1, "{both:?}");
            assert!(both.contains(&Appended::Elsewhere(round * 10 + 10)), "{both:?}");
        }
        assert_eq!(store_bytes(&here, &scope, id).await, 300);
    }

    /// CM-SYNC-04: a session lives 7 days; what is ended keeps nothing but why.
    #[test]
    async fn an_upload_ends_and_keeps_nothing_but_why(fresh: Fresh) {
        let store = fresh.store();
        let scope = fresh.firm(1, 1, 1).await;
        let id = begun(store, &scope, 1, 30).await;
        let over = later(*START, UPLOAD_LIFE);
        assert_eq!(store.append_piece(&scope, id, piece(0, 10), earlier(over, Duration::from_millis(1))).await.unwrap(), Appended::Taken);
        assert_eq!(store.append_piece(&scope, id, piece(10, 10), over).await.unwrap(), Appended::Over);
        assert!(store.end_upload(&scope, id, Code::UploadHash, over).await.unwrap());
        assert!(!store.end_upload(&scope, id, Code::Cancelled, over).await.unwrap(), "it has ended");
        let ended = found(store, &scope, id).await;
        assert_eq!(ended.state, UploadState::Ended(Code::UploadHash));
        assert!(ended.key.is_none());
        assert!(store.upload_pieces(&scope, id).await.unwrap().is_empty());
    }

    /// CM-SYNC-04: what the firm has of a content, the verified one first; bounds of how many may be open and of how many pieces.
    #[test]
    async fn uploads_have_bounds_and_are_found_by_content(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let find = async |purpose, now| {
            let found = store.uploads_of(&scope, purpose, &[9; 32], now).await.unwrap();
            found.iter().map(|upload| upload.id).collect::<Vec<_>>()
        };
        assert!(find(FilePurpose::Identity, *START).await.is_empty());
        let new = |number: u8| NewUpload {
            id: upload_id(number),
            purpose: FilePurpose::Identity,
            size: 2_000,
            sha256: [9; 32],
            key: Zeroizing::new([number; 32]),
            at: *START,
        };
        for number in 1..=u8::try_from(OPEN_UPLOADS_MAX).unwrap() {
            assert!(store.begin_upload(&scope, &new(number)).await.unwrap());
        }
        assert!(!store.begin_upload(&scope, &new(200)).await.unwrap(), "too many are open");
        for at in 0..u64::try_from(PIECES_MAX).unwrap() {
            assert_eq!(store.append_piece(&scope, upload_id(3), piece(at, 1), *START).await.unwrap(), Appended::Taken);
        }
        let next = piece(u64::try_from(PIECES_MAX).unwrap(), 1);
        assert_eq!(store.append_piece(&scope, upload_id(3), next, *START).await.unwrap(), Appended::TooMany);
        store.append_piece(&scope, upload_id(5), piece(0, 2_000), *START).await.unwrap();
        store.verify_upload(&scope, upload_id(5), FileKind::Webp, *START).await.unwrap();
        let found = find(FilePurpose::Identity, *START).await;
        assert_eq!(found[..2], [upload_id(5), upload_id(3)]);
        assert!(find(FilePurpose::Attachment, *START).await.is_empty());
        assert_eq!(find(FilePurpose::Identity, later(*START, UPLOAD_LIFE)).await, [upload_id(5)], "open ones are over");
    }

    /// SECURITY, tenants never meet: another firm's uploads are not there.
    #[test]
    async fn another_firms_uploads_are_not_there(fresh: Fresh) {
        let (ours, theirs) = (fresh.firm(1, 1, 1).await, fresh.firm(2, 2, 2).await);
        let store = fresh.store();
        let id = begun(store, &theirs, 1, 30).await;
        store.append_piece(&theirs, id, piece(0, 30), *START).await.unwrap();
        assert!(store.upload(&ours, id).await.unwrap().is_none());
        assert!(store.upload_pieces(&ours, id).await.unwrap().is_empty());
        assert_eq!(store.append_piece(&ours, id, piece(30, 0), *START).await.unwrap(), Appended::Over);
        assert!(!store.verify_upload(&ours, id, FileKind::Png, *START).await.unwrap());
        assert!(!store.end_upload(&ours, id, Code::Cancelled, *START).await.unwrap());
        assert!(store.uploads_of(&ours, FilePurpose::Identity, &[1; 32], *START).await.unwrap().is_empty());
        assert_eq!(store_bytes(store, &theirs, id).await, 30);
        // Their id is free in our firm: nothing tells that it is taken elsewhere.
        begun(store, &ours, 1, 10).await;
    }

    /// CM-SYNC-04: `doctor` names an upload whose pieces do not fit together.
    #[test]
    async fn doctor_names_uploads_that_do_not_fit(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let id = begun(store, &scope, 1, 30).await;
        store.append_piece(&scope, id, piece(0, 10), *START).await.unwrap();
        store.append_piece(&scope, id, piece(10, 10), *START).await.unwrap();
        let faults = async || {
            let checks = store.read(&scope).await.unwrap().examine().await.unwrap();
            checks.into_iter().filter(|check| !check.faults.is_empty()).map(|check| check.name).collect::<Vec<_>>()
        };
        assert_eq!(faults().await, [""; 0]);
        for (damage, repair) in [
            ("UPDATE uploads SET stands_at = 19", "UPDATE uploads SET stands_at = 20"),
            ("UPDATE upload_pieces SET starts_at = 9 WHERE starts_at = 10", "UPDATE upload_pieces SET starts_at = 10 WHERE starts_at = 9"),
            ("UPDATE uploads SET state = 'verified', kind = 'image/png'", "UPDATE uploads SET state = 'open', kind = NULL"),
        ] {
            fresh.run(damage).await;
            assert_eq!(faults().await, ["uploads"], "{damage}");
            fresh.run(repair).await;
            assert_eq!(faults().await, [""; 0], "{repair}");
        }
    }

    /// SECURITY: the key of a file is sealed; moved to another row, it does not open.
    #[test]
    async fn the_key_of_a_file_is_sealed_at_its_place(fresh: Fresh) {
        let scope = fresh.firm(1, 1, 1).await;
        let store = fresh.store();
        let (one, other) = (begun(store, &scope, 0xa7, 30).await, begun(store, &scope, 2, 30).await);
        store.append_piece(&scope, one, piece(0, 30), *START).await.unwrap();
        assert_eq!(*found(store, &scope, one).await.key.unwrap(), [0xa7; 32]);
        fresh.run("UPDATE uploads SET file_key = (SELECT file_key FROM uploads u WHERE u.stands_at = 30) WHERE stands_at = 0").await;
        let refused = store.upload(&scope, other).await;
        assert!(matches!(refused, Err(StoreError::Sealed { table: "uploads", column: "file_key" })), "{refused:?}");
    }
}

async fn store_bytes(store: &Store, scope: &FirmScope, id: UploadId) -> u64 {
    store.upload_pieces(scope, id).await.unwrap().iter().map(|piece| piece.bytes).sum()
}
