//! Migrations are embedded while compiling; a new file must rebuild this crate.
fn main() {
    println!("cargo:rerun-if-changed=../../migrations/desk");
}
