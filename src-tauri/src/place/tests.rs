use std::path::Path;

use super::Place;

#[test]
fn arguments_name_folder_and_key_file() {
    let read = |arguments: &[&str]| Place::read(arguments.iter().map(Into::into));
    let place = read(&["--data", "a b", "--key-file", "k"]).expect("both are named");
    assert_eq!((place.folder.as_path(), place.key_file.as_deref()), (Path::new("a b"), Some(Path::new("k"))));
    assert_eq!(read(&["--data"]), Err("--data needs a path".to_owned()));
    assert_eq!(read(&["--date", "x"]), Err("unknown argument --date".to_owned()));
}
