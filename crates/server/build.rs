//! Puts the built consoles (`ui/dist-consoles`) into the program. Where they were not built, the program has none and says so.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let own = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = own.join("../../ui/dist-consoles");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    if folder.is_dir() {
        list(&folder.canonicalize()?, "", &mut files)?;
    }
    files.sort();
    let lines: Vec<String> = files
        .iter()
        .map(|(name, path)| format!("    ({name:?}, include_bytes!({:?})),\n", path.display().to_string()))
        .collect();
    let text = format!("static FILES: &[(&str, &[u8])] = &[\n{}];\n", lines.concat());
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("consoles.rs"), text)
}

/// Every file below a folder, by its path with slashes.
fn list(folder: &Path, under: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{under}{}", entry.file_name().to_string_lossy());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue; // what keeps the empty folder in the repository
        }
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}
