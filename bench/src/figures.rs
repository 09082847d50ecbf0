//! Sets of measurements.

use std::time::Duration;

/// Durations of the same thing, in milliseconds, sorted.
pub(crate) struct Figures(Vec<f64>);

impl Figures {
    pub(crate) fn of(durations: impl IntoIterator<Item = Duration>) -> Self {
        let mut millis: Vec<f64> =
            durations.into_iter().map(|duration| duration.as_secs_f64() * 1e3).collect();
        millis.sort_by(f64::total_cmp);
        Self(millis)
    }

    /// The same of milliseconds that were measured elsewhere.
    pub(crate) fn of_millis(mut millis: Vec<f64>) -> Self {
        millis.sort_by(f64::total_cmp);
        Self(millis)
    }

    /// The value below which this share of the measurements lies.
    pub(crate) fn percentile(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        self.0.get(at).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn median(&self) -> f64 {
        self.percentile(0.5)
    }
}

/// Two decimals are all that such figures carry.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// A line of `/proc/self/status` in MiB, such as `VmHWM`; 0 where the system has no such file.
pub(crate) fn memory_mib(name: &str) -> f64 {
    status_mib("self", name)
}

/// The same of another process; 0 also if it has ended.
pub(crate) fn process_mib(process: u32, name: &str) -> f64 {
    status_mib(&process.to_string(), name)
}

fn status_mib(process: &str, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    let kib: f64 = line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    rounded(kib / 1024.0)
}
