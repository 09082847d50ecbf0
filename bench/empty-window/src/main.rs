//! A Tauri window with nothing in it: the floor of the benchmarks `start` and `size`.

fn main() {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![ready])
        .run(tauri::generate_context!())
        .expect("a screen is there");
}

/// The page was painted; the benchmark reads the line that `xinbao-desk` writes too.
#[tauri::command]
fn ready() {
    eprintln!("ready");
}
