//! Figures for Prometheus: how many requests, how long they took.

use std::time::Duration;

use metrics::{Key, Label, Level, Metadata, Recorder as _};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

/// Figures of one server; not the process's, so that tests do not count each other's requests.
pub(crate) struct Measure {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Default for Measure {
    fn default() -> Self {
        let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
        let recorder =
            PrometheusBuilder::new().set_buckets(&buckets).expect("there are buckets").build_recorder();
        let handle = recorder.handle();
        Self { recorder, handle }
    }
}

static METADATA: Metadata<'static> = Metadata::new("xinbao-server", Level::INFO, None);

impl Measure {
    /// Counts a request by its route, never by its path: paths hold ids.
    pub(crate) fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let labels = vec![Label::new("method", method.to_owned()), Label::new("route", route.to_owned())];
        let times = Key::from_parts("http_request_duration_seconds", labels.clone());
        self.recorder.register_histogram(&times, &METADATA).record(took.as_secs_f64());
        let with_status =
            labels.into_iter().chain([Label::new("status", status.to_string())]).collect::<Vec<_>>();
        let count = Key::from_parts("http_requests_total", with_status);
        self.recorder.register_counter(&count, &METADATA).increment(1);
    }

    /// The figures as Prometheus reads them.
    pub(crate) fn text(&self) -> String {
        self.handle.run_upkeep();
        self.handle.render()
    }
}
