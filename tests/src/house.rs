//! The house as its manifests and sources describe it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use serde_json::Value;

/// The project's root folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the project's root").to_path_buf()
}

/// One package of the workspace.
#[derive(Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// What it leans on to build and run.
    pub dependencies: Vec<String>,
    /// What only its tests lean on.
    pub dev_dependencies: Vec<String>,
}

/// Every package of the workspace, as cargo reads the manifests.
///
/// # Errors
/// Cargo cannot read a manifest.
pub fn packages() -> anyhow::Result<Vec<Package>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let done = Command::new(cargo)
        .current_dir(root())
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .output()
        .context("starting cargo")?;
    ensure!(done.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&done.stderr));
    let metadata: Value = serde_json::from_slice(&done.stdout)?;
    metadata["packages"].as_array().context("cargo metadata has packages")?.iter().map(package).collect()
}

fn package(value: &Value) -> anyhow::Result<Package> {
    let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
    let manifest = PathBuf::from(text(value, "manifest_path").context("a package has a manifest")?);
    let all = value["dependencies"].as_array().context("a package has dependencies")?;
    let of_kind = |dev: bool| {
        let wanted = |one: &&Value| (one["kind"].as_str() == Some("dev")) == dev;
        all.iter().filter(wanted).filter_map(|one| text(one, "name")).collect()
    };
    Ok(Package {
        name: text(value, "name").context("a package has a name")?,
        folder: manifest.parent().context("a manifest lies in a folder")?.to_path_buf(),
        dependencies: of_kind(false),
        dev_dependencies: of_kind(true),
    })
}

/// The Rust files below a folder that are built into the product: without tests.
///
/// # Errors
/// A folder cannot be read.
pub fn product_sources(folder: &Path) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                if name != "tests" {
                    folders.push(path);
                }
            } else if name.ends_with(".rs") && name != "tests.rs" {
                let text = fs::read_to_string(&path)?;
                found.push((path, text));
            }
        }
    }
    found.sort();
    Ok(found)
}
