//! What a run took, on request.

use std::fs;
use std::sync::LazyLock;
use std::time::Instant;

use crate::out;

/// Begins the line that says how much memory was needed.
pub const PEAK: &str = "peak memory ";

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Whether to say what the run took.
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// Print how long the run took and the most memory it had at once
    #[arg(long)]
    stats: bool,
}

/// Starts the clock.
pub fn start() {
    LazyLock::force(&STARTED);
}

impl Stats {
    /// Prints what the run took so far, if that was asked for.
    pub fn print(&self) {
        if self.stats {
            out::line(format_args!(
                "took {:.1} ms",
                STARTED.elapsed().as_secs_f64() * 1000.0
            ));
            if let Some(kib) = peak_kib() {
                out::line(format_args!("{PEAK}{kib} KiB"));
            }
        }
    }
}

/// The most memory that this process had at once; none where the system does not tell.
pub fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
