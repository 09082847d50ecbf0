use super::*;

/// CM-SEC-04: a secret prints its type.
#[test]
fn cm_sec_04_debug_shows_the_type_only() {
    let secret = Secret::new("L898902C3".to_owned());
    assert_eq!(format!("{secret:?}"), "Secret<String>");
    assert_eq!(secret.reveal(), "L898902C3");
    assert_eq!(secret.into_inner(), "L898902C3");
}

#[test]
fn cm_sec_03_masks() {
    assert_eq!(masked("330782190101010013", 3, 4), "330***********0013");
    assert_eq!(masked("1234", 2, 2), "1234");
}
