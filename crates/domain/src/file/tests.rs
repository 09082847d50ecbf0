use values::Code;

use super::*;

/// YW-PHO-01, CM-SYNC-04: the content says what a file is.
#[test]
fn the_content_tells_the_kind() {
    let check =
        |purpose: FilePurpose, leading: &[u8]| purpose.check_kind(leading).map_err(|problem| problem.code);
    let jpeg = b"\xff\xd8\xff\xe0 and so on";
    let webp = b"RIFF\x10\x00\x00\x00WEBPVP8 ";
    for purpose in FilePurpose::ALL {
        assert_eq!(check(purpose, jpeg), Ok(FileKind::Jpeg));
        assert_eq!(check(purpose, b"\x89PNG\r\n\x1a\n...."), Ok(FileKind::Png));
        assert_eq!(check(purpose, webp), Ok(FileKind::Webp));
        assert_eq!(check(purpose, b"\x00\x00\x00\x18ftypheic...."), Err(Code::PhoHeic));
        assert_eq!(FilePurpose::named(purpose.name()), Some(purpose));
    }
    assert_eq!(check(FilePurpose::Attachment, b"%PDF-1.7"), Ok(FileKind::Pdf));
    assert_eq!(check(FilePurpose::Identity, b"%PDF-1.7"), Err(Code::PhoType));
    for other in [
        &b""[..],
        b"\xff\xd8",
        b"GIF89a",
        b"MZ\x90\x00",
        b"RIFF\x10\x00\x00\x00WAVE",
        b"\x00\x00\x00\x18ftypisom",
    ] {
        assert_eq!(check(FilePurpose::Identity, other), Err(Code::PhoType));
        assert_eq!(check(FilePurpose::Attachment, other), Err(Code::UploadType));
    }
    for kind in FileKind::ALL {
        assert_eq!(FileKind::named(kind.media_type()), Some(kind));
    }
}

/// YW-PHO-01, CM-SYNC-04: 1 byte to 10 MiB.
#[test]
fn the_size_has_bounds() {
    let check = |bytes| FilePurpose::Identity.check_size(bytes).map_err(|problem| problem.code);
    assert_eq!(check(0), Err(Code::PhoEmpty));
    assert_eq!(check(1), Ok(()));
    assert_eq!(check(10_485_760), Ok(()));
    assert_eq!(check(10_485_761), Err(Code::UploadTooLarge));
    assert_eq!(check(u64::MAX), Err(Code::UploadTooLarge));
}
