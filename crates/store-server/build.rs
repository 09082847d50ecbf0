//! A new migration is compiled in without anybody having to touch a source file.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations/server");
}
