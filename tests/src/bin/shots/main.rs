//! Pictures of every screen: each scene in Chinese and English, light and dark, at 100 % and 150 %, from the real window over
//! real vaults. `cargo xtask shots [SCENE…]` runs it and says where the pictures are; people look at them.

mod office;
mod scenes;

use std::{
    collections::{BTreeMap, btree_map::Entry},
    ffi::OsStr,
    fs,
    path::Path,
};

use anyhow::Context as _;
use house_tests::window::{Computer, Window};
use serde_json::json;

use crate::{office::Office, scenes::Scene};

/// How a screen may look.
#[derive(Debug, Clone, Copy)]
struct Look {
    language: &'static str,
    theme: &'static str,
    scale: u32,
    size: (u32, u32),
}

const LARGE: (u32, u32) = (1440, 900);
const SMALL: (u32, u32) = (1024, 640);

/// Not every combination: each language, theme, scale and size meets each other often enough to be seen.
const LOOKS: [Look; 5] = [
    Look { language: "zh", theme: "light", scale: 100, size: LARGE },
    Look { language: "en", theme: "light", scale: 100, size: LARGE },
    Look { language: "zh", theme: "dark", scale: 100, size: LARGE },
    Look { language: "zh", theme: "light", scale: 150, size: LARGE },
    Look { language: "en", theme: "dark", scale: 100, size: SMALL },
];

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("shots FOLDER [SCENE…]")?;
    let wanted: Vec<String> = arguments.collect();
    fs::create_dir_all(&folder)?;
    let workshop = tempfile::tempdir()?;
    let mut offices = BTreeMap::new();
    for look in LOOKS {
        let name = format!("{}-{}-{}-{}", look.language, look.theme, look.scale, look.size.0);
        for scene in scenes::ALL {
            if !wanted.is_empty() && !wanted.iter().any(|wanted| scene.name.starts_with(wanted.as_str())) {
                continue;
            }
            if let Entry::Vacant(empty) = offices.entry(scene.furniture) {
                let folder = workshop.path().join(format!("{:?}", scene.furniture));
                fs::create_dir(&folder)?;
                empty.insert(Office::furnish(&folder, scene.furniture)?);
            }
            let path = Path::new(&folder).join(format!("{}.{name}.png", scene.name));
            match take(scene, look, &offices[&scene.furniture]) {
                Ok(picture) => fs::write(&path, picture)?,
                Err(error) => eprintln!("! {} {name}: {error:#}", scene.name),
            }
        }
    }
    Ok(())
}

/// One picture: a computer of its own, so that no scene sees what another did.
fn take(scene: &Scene, look: Look, office: &Office) -> anyhow::Result<Vec<u8>> {
    let computer = Computer::new()?;
    let office = office.copied_to(&computer)?;
    let folder = computer.data_home().join("cn.xinbao.desk");
    fs::create_dir_all(&folder)?;
    let preferences = json!({ "language": look.language, "theme": look.theme, "scale": look.scale });
    fs::write(folder.join("preferences.json"), preferences.to_string())?;
    let answers = computer.folder().join("answers");
    fs::write(&answers, office.answers())?;
    let mut arguments = vec![OsStr::new("--data"), office.vault.as_os_str()];
    if office.has_key {
        arguments.extend([OsStr::new("--key-file"), office.key.as_os_str()]);
    }
    let mut window = computer.open(&arguments, &[("XINBAO_DIALOG_ANSWERS", answers.as_os_str())])?;
    window.wait_until("the page stands", "return document.querySelector('#root > *') !== null")?;
    window.resize(look.size.0, look.size.1)?;
    (scene.steps)(&mut window, &office).context("on the way to the picture")?;
    settle(&mut window)?;
    window.picture()
}

/// Waits until nothing moves any more: what is read has arrived, so that the page has not changed for a while; fonts,
/// transitions, two frames.
fn settle(window: &mut Window) -> anyhow::Result<()> {
    let script = "window.__still ??= (async () => { await document.fonts.ready; \
                  await new Promise((done) => { let timer = setTimeout(done, 400); \
                  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 400); })\
                  .observe(document.documentElement, {subtree: true, childList: true, characterData: true, attributes: true}); }); \
                  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {}))); \
                  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); \
                  window.__stands = true; })(); return window.__stands === true";
    window.run("delete window.__still; delete window.__stands")?;
    window.wait_until("the page is still", script).map(drop)
}
