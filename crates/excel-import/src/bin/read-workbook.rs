//! The reading process alone, for tests and benchmarks; the programs carry it as a hidden subcommand.

fn main() -> std::io::Result<()> {
    excel_import::worker::run(&mut std::io::stdin().lock(), std::io::stdout().lock())
}
